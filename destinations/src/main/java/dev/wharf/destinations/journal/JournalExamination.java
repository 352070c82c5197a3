package dev.wharf.destinations.journal;

import dev.wharf.core.Finding;

import java.util.ArrayList;
import java.util.List;

/// Looks how far one gets with a journal's settings, without sending a mail.
final class JournalExamination {
    private static final long SMALL = 20L << 20;

    private final JournalSettings settings;
    private final SmtpHandshake handshake;
    private final String subject;
    private final List<Finding> findings = new ArrayList<>();

    JournalExamination(JournalSettings settings, SmtpHandshake handshake) {
        this.settings = settings;
        this.handshake = handshake;
        subject = "journal " + settings.server();
    }

    List<Finding> findings() {
        try (SmtpConnection connection = handshake.connect()) {
            findings.add(Finding.good(subject, "answers" + signedIn()));
            security();
            capabilities(connection.capabilities());
            connection.probe();
            findings.add(
                    Finding.good(subject, "takes mails for " + settings.envelope().recipients()));
        } catch (SmtpFailure failure) {
            findings.add(Finding.bad(subject, failure.verdict().why().reason()));
        }
        return List.copyOf(findings);
    }

    private String signedIn() {
        return settings.server().signIn() == null ? "" : ", and lets us sign in";
    }

    private void security() {
        findings.add(
                switch (settings.server().security()) {
                    case TLS, STARTTLS ->
                            Finding.good(subject, "the connection is encrypted and trusted");
                    case NONE_TO_LOOPBACK ->
                            Finding.warning(
                                    subject,
                                    "the connection is not encrypted; the relay on this machine"
                                            + " must encrypt it onwards");
                });
    }

    private void capabilities(SmtpCapabilities offered) {
        long most = offered.mostBytes();
        if (most == 0) {
            findings.add(
                    Finding.warning(
                            subject,
                            "does not say how large a mail may be; set most-bytes to what the"
                                    + " receiver documents"));
        } else if (most < SMALL) {
            findings.add(
                    Finding.warning(
                            subject,
                            "takes mails of at most "
                                    + most
                                    + " bytes: larger files will be named and left out"));
        } else {
            findings.add(Finding.good(subject, "takes mails of up to " + most + " bytes"));
        }
        if (!offered.has("PIPELINING")) {
            findings.add(
                    Finding.warning(
                            subject, "has no PIPELINING: each mail takes more round trips"));
        }
        if (settings.limits().chunking() && !offered.has("CHUNKING")) {
            findings.add(Finding.warning(subject, "has no CHUNKING: mails are sent by DATA"));
        }
    }
}
