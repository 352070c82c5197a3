package dev.wharf.destinations.imap;

import dev.wharf.core.Finding;
import dev.wharf.core.party.EmailAddress;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an administrator of the mail system should know before the first mail goes out.
final class ImapExamination {
    private static final Duration SOON = Duration.ofDays(21);
    private static final Pattern STORAGE = Pattern.compile("STORAGE (\\d{1,15}) (\\d{1,15})");

    private final ImapSettings settings;
    private final Connector connector;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    ImapExamination(ImapSettings settings, Connector connector, Clock clock) {
        this.settings = settings;
        this.connector = connector;
        this.clock = clock;
    }

    List<Finding> run(List<EmailAddress> inside, List<EmailAddress> outside) {
        if (server()) {
            if (inside.isEmpty()) {
                findings.add(
                        Finding.warning(
                                "sign-in",
                                "not tried: name a mailbox that must be reachable, to have sign-in, folder and quota looked at"));
            }
            boolean first = true;
            for (EmailAddress mailbox : inside) {
                inside(mailbox, first);
                first = false;
            }
            outside.forEach(this::outside);
        }
        return findings;
    }

    /// @return whether it makes sense to go on
    private boolean server() {
        String subject = "IMAP server " + settings.server();
        try (ImapConnection connection = connector.connect()) {
            findings.add(Finding.good(subject, "answers as an IMAP server"));
            tls(connection.wire());
            return true;
        } catch (ConnectionLost away) {
            findings.add(
                    Finding.bad(
                            subject,
                            away.getMessage() + ": check host, port and the firewall between"));
        } catch (Refused no) {
            findings.add(Finding.bad(subject, no.verdict().refusal().reason()));
        } catch (IOException noCertificate) {
            findings.add(Finding.bad(subject, "it shows no certificate"));
        }
        return false;
    }

    private void tls(Wire wire) throws IOException {
        X509Certificate certificate = wire.certificate();
        if (certificate == null) {
            findings.add(
                    Finding.warning(
                            "TLS", "none: passwords and mails go in plain text on this machine"));
            return;
        }
        Instant end = certificate.getNotAfter().toInstant();
        String text =
                "%s; certificate of %s from %s, valid until %s"
                        .formatted(
                                wire.protocol(),
                                certificate.getSubjectX500Principal().getName(),
                                certificate.getIssuerX500Principal().getName(),
                                end.atOffset(ZoneOffset.UTC).toLocalDate());
        findings.add(
                end.isBefore(clock.instant().plus(SOON))
                        ? Finding.warning("TLS", text + ": it must be renewed soon")
                        : Finding.good("TLS", text));
    }

    private void inside(EmailAddress mailbox, boolean first) {
        String subject = "mailbox " + mailbox;
        try (ImapConnection connection = connector.signedIn(mailbox)) {
            findings.add(Finding.good(subject, "signed in"));
            if (first) {
                new CapabilityFindings(connection.capabilities()).addTo(findings);
            }
            folder(connection, mailbox, subject);
            quota(connection, subject);
        } catch (ConnectionLost away) {
            findings.add(Finding.bad(subject, String.valueOf(away.getMessage())));
        } catch (Refused no) {
            findings.add(Finding.bad(subject, no.verdict().refusal().reason()));
        }
    }

    private void folder(ImapConnection connection, EmailAddress mailbox, String subject)
            throws ConnectionLost, Refused {
        String name = settings.folder().name();
        FolderOpener opener = new FolderOpener(connection, mailbox);
        String wireName = opener.wireName(name);
        try {
            OpenFolder folder = opener.open(name, false);
            findings.add(
                    Finding.good(
                            subject,
                            "the folder \u201c%s\u201d is there; what it holds stays as it is"
                                    .formatted(name)));
            limit(connection, subject, folder.appendLimit());
        } catch (Refused missing) {
            findings.add(
                    Finding.good(
                            subject,
                            "the folder \u201c%s\u201d is not there yet and will be made as %s with the first mail"
                                    .formatted(name, wireName)));
            limit(connection, subject, 0);
        }
    }

    private void limit(ImapConnection connection, String subject, long ofFolder) {
        long server = ofFolder == 0 ? connection.capabilities().appendLimit() : ofFolder;
        findings.add(limit(subject, server));
    }

    private Finding limit(String subject, long server) {
        long set = settings.limits().largest();
        if (server == 0 && set == 0) {
            return Finding.warning(
                    subject,
                    "the server does not say how large a mail may be (APPENDLIMIT): set `largest` to its limit, so that the files of larger mails are left out and named instead of the mail being refused");
        }
        return server > 0 && set > server
                ? Finding.warning(
                        subject,
                        "`largest` is %d, but the server takes %d: that counts"
                                .formatted(set, server))
                : Finding.good(
                        subject,
                        "mails of up to %d bytes; larger ones go without their largest files"
                                .formatted(set == 0 ? server : set));
    }

    private void quota(ImapConnection connection, String subject) throws ConnectionLost {
        if (!connection.capabilities().has("QUOTA")) {
            return;
        }
        List<Reply> data = new ArrayList<>();
        connection.command("GETQUOTAROOT INBOX", data::add);
        for (Reply reply : data) {
            Matcher storage = STORAGE.matcher(reply.text());
            if (reply.text().startsWith("QUOTA ") && storage.find()) {
                long used = Long.parseLong(storage.group(1));
                long most = Long.parseLong(storage.group(2));
                String text = "quota: %d of %d KiB are used".formatted(used, most);
                findings.add(
                        used * 10 >= most * 9
                                ? Finding.warning(subject, text + ": it will be full soon")
                                : Finding.good(subject, text));
            }
        }
    }

    private void outside(EmailAddress mailbox) {
        String subject = "mailbox " + mailbox;
        try (ImapConnection _ = connector.signedIn(mailbox)) {
            findings.add(
                    Finding.warning(
                            subject,
                            "can be opened, and should not be: narrow what %s may open"
                                    .formatted(settings.signIn().named())));
        } catch (Refused no) {
            findings.add(Finding.good(subject, "cannot be opened, as it should be"));
        } catch (ConnectionLost away) {
            findings.add(Finding.warning(subject, "not known: " + away.getMessage()));
        }
    }
}
