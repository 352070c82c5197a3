package dev.wharf.destinations.journal;

import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.journal.JournalSettings.Convention;
import dev.wharf.destinations.journal.JournalSettings.Envelope;
import dev.wharf.destinations.journal.JournalSettings.Limits;
import dev.wharf.destinations.journal.JournalSettings.Security;
import dev.wharf.destinations.journal.JournalSettings.Server;
import dev.wharf.destinations.journal.JournalSettings.SignIn;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Settings of a journal on this machine, to be changed one by one.
final class TestSettings {
    static final EmailAddress JOURNAL = new EmailAddress("journal@archive.example");
    static final EmailAddress SECOND = new EmailAddress("second@archive.example");
    static final EmailAddress SENDER = new EmailAddress("undeliverable@firm.example");

    private final int port;
    private String host = "localhost";
    private Security security = Security.NONE_TO_LOOPBACK;
    private @Nullable SignIn signIn;
    private Duration timeout = Duration.ofSeconds(20);
    private @Nullable EmailAddress sender = SENDER;
    private List<EmailAddress> recipients = List.of(JOURNAL);
    private Convention convention = Convention.PLAIN;
    private Limits limits = Limits.STANDARD;

    TestSettings(int port) {
        this.port = port;
    }

    TestSettings host(String next) {
        host = next;
        return this;
    }

    TestSettings security(Security next) {
        security = next;
        return this;
    }

    TestSettings signIn(String user, String password) {
        signIn = new SignIn(user, Secret.copyOf(password.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    TestSettings impatient() {
        timeout = Duration.ofMillis(300);
        return this;
    }

    TestSettings sender(@Nullable EmailAddress next) {
        sender = next;
        return this;
    }

    TestSettings recipients(EmailAddress... next) {
        recipients = List.of(next);
        return this;
    }

    TestSettings convention(Convention next) {
        convention = next;
        return this;
    }

    TestSettings limits(long mostBytes, int mailsPerConnection, boolean chunking) {
        limits = new Limits(mostBytes, mailsPerConnection, chunking);
        return this;
    }

    JournalSettings settings() {
        return new JournalSettings(
                new Server(host, port, security, signIn, null, timeout),
                new Envelope(sender, recipients),
                convention,
                limits);
    }
}
