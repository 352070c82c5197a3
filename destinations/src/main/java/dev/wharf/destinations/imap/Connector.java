package dev.wharf.destinations.imap;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.ImapServer.Security;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;
import dev.wharf.destinations.tls.TrustedCertificates;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Makes connections, by TLS and signed in. Safe for many threads.
final class Connector {
    private final ImapServer server;
    private final SignIn signIn;
    private final SSLContext tls;
    private final ServerMemory memory;
    private final StallWatch watch;

    Connector(ImapSettings settings, ServerMemory memory, StallWatch watch) {
        this.server = settings.server();
        this.signIn = settings.signIn();
        this.tls = TrustedCertificates.context(server.trust());
        this.memory = memory;
        this.watch = watch;
    }

    /// Greeted, and by TLS as the settings want it; not signed in.
    ImapConnection connect() throws ConnectionLost, Refused {
        Wire wire = wire();
        try {
            ImapConnection connection = new ImapConnection(wire);
            if (server.security() == Security.TLS) {
                encrypt(wire);
            }
            connection.greeting();
            if (server.security() == Security.STARTTLS) {
                startTls(connection);
            }
            watch.add(wire);
            return connection;
        } catch (ConnectionLost | Refused | RuntimeException failed) {
            wire.abort();
            throw failed;
        }
    }

    /// @throws Refused with a scope that says whether only this mailbox cannot be opened
    ImapConnection signedIn(EmailAddress mailbox) throws ConnectionLost, Refused {
        ImapConnection connection = connect();
        try {
            signIn(connection, mailbox);
            return connection;
        } catch (ConnectionLost | Refused | RuntimeException failed) {
            connection.abort();
            throw failed;
        }
    }

    void signIn(ImapConnection connection, EmailAddress mailbox) throws ConnectionLost, Refused {
        connection.askedCapabilities();
        Reply reply = new SignInExchange(connection, server, mailbox).run(signIn);
        if (!reply.ok()) {
            Verdict verdict = RefusalPolicy.of(Moment.SIGN_IN, reply, mailbox);
            throw new Refused(memory.signIn().refused(signIn, reply, verdict));
        }
        memory.signIn().accepted();
        if (!reply.code().equals("CAPABILITY")) {
            connection.forgetCapabilities();
            connection.askedCapabilities();
        }
        if (connection.utf8()) {
            connection.command("ENABLE UTF8=ACCEPT");
        }
    }

    private Wire wire() throws ConnectionLost, Refused {
        try {
            return Wire.connect(server.host(), server.port(), server.timeout());
        } catch (UnknownHostException unknown) {
            throw new Refused(
                    new Verdict(
                            new Refusal(
                                    ErrorCode.SOURCE_UNAVAILABLE,
                                    Scope.DESTINATION,
                                    "no address is known for IMAP server %s: check the name, and DNS"
                                            .formatted(server.host())),
                            Duration.ofMinutes(1)));
        } catch (IOException away) {
            throw new ConnectionLost("it cannot be reached: " + away.getMessage(), away);
        }
    }

    private void encrypt(Wire wire) throws ConnectionLost, Refused {
        try {
            wire.encrypt(tls.getSocketFactory(), server.host(), server.port());
        } catch (ConnectionLost lost) {
            throw lost;
        } catch (SSLHandshakeException | SSLPeerUnverifiedException untrusted) {
            if (isCut(untrusted)) {
                throw new ConnectionLost("it hung up during the TLS handshake", untrusted);
            }
            throw new Refused(
                    Verdict.setting(
                            "IMAP server %s: its certificate is not accepted (%s); it must name %s and be signed by whom the system or `trust` trusts"
                                    .formatted(server, reason(untrusted), server.host())));
        } catch (SSLException noTls) {
            if (isCut(noTls)) {
                throw new ConnectionLost("it hung up during the TLS handshake", noTls);
            }
            throw new Refused(
                    Verdict.setting(
                            "IMAP server %s does not speak TLS here (%s): TLS is for port 993, STARTTLS for 143"
                                    .formatted(server, reason(noTls))));
        } catch (IOException broken) {
            throw new ConnectionLost("it hung up during the TLS handshake", broken);
        }
    }

    /// The connection broke, which TLS wraps into its own exceptions.
    private static boolean isCut(SSLException failed) {
        return failed.getCause() instanceof IOException
                || String.valueOf(failed.getMessage()).contains("terminated the handshake");
    }

    private static String reason(Throwable failed) {
        return ServerWords.oneLine(String.valueOf(failed.getMessage()));
    }

    private void startTls(ImapConnection connection) throws ConnectionLost, Refused {
        if (!connection.askedCapabilities().has("STARTTLS")) {
            throw new Refused(
                    Verdict.setting(
                            "IMAP server %s offers no STARTTLS, and nobody signs in without it: set TLS, as a rule port 993"
                                    .formatted(server)));
        }
        Reply reply = connection.command("STARTTLS");
        if (!reply.ok()) {
            throw new Refused(
                    Verdict.setting(
                            "IMAP server %s refuses STARTTLS: %s".formatted(server, reply.said())));
        }
        encrypt(connection.wire());
        connection.forgetCapabilities();
    }
}
