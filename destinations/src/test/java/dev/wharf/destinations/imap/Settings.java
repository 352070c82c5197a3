package dev.wharf.destinations.imap;

import dev.wharf.core.key.Secret;
import dev.wharf.destinations.imap.ImapServer.Security;
import dev.wharf.destinations.imap.ImapServer.UserNames;
import dev.wharf.testkit.imap.Dovecot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Settings of tests: everything on loopback, and nobody waits.
final class Settings {
    static final Pause NO_PAUSE = time -> {};
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private Settings() {}

    static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    static ImapServer plain(int port) {
        return new ImapServer(
                "127.0.0.1", port, Security.PLAIN, null, UserNames.ADDRESS, Duration.ofSeconds(60));
    }

    static ImapServer tls(Dovecot dovecot) {
        return tls(dovecot, dovecot.tlsPort());
    }

    static ImapServer tls(Dovecot dovecot, int port) {
        return new ImapServer(
                "localhost",
                port,
                Security.TLS,
                dovecot.certificate(),
                UserNames.ADDRESS,
                Duration.ofSeconds(60));
    }

    static SignIn master() {
        return new SignIn.MasterUser(Dovecot.MASTER, secret(Dovecot.MASTER_PASSWORD), "*");
    }

    static SignIn passwords(String same) {
        return new SignIn.Passwords(mailbox -> java.util.Optional.of(secret(same)));
    }

    static ImapSettings of(ImapServer server, SignIn signIn) {
        return ImapSettings.of(server, signIn).with(limits(0));
    }

    static ImapSettings.Limits limits(long largest) {
        return new ImapSettings.Limits(largest, 4, 100, 1 << 20, PATIENCE);
    }
}
