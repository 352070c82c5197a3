package dev.wharf.destinations.imap;

import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.destination.DestinationContract;
import dev.wharf.testkit.imap.Dovecot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import java.util.List;
import java.util.Optional;

/// The contract by TLS and a master user on a real Dovecot.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DovecotContractTest implements DestinationContract {
    private final Dovecot.Format format;
    private DovecotMailboxes mailboxes;
    private ImapDestination destination;
    private EmailAddress mailbox;
    private EmailAddress otherMailbox;

    @SuppressWarnings("NullAway.Init") // JUnit calls start and open first
    DovecotContractTest(Dovecot.Format format) {
        this.format = format;
    }

    @BeforeAll
    void start() {
        mailboxes = new DovecotMailboxes(format);
    }

    @BeforeEach
    void open() {
        mailbox = mailboxes.fresh();
        otherMailbox = mailboxes.fresh();
        destination =
                new ImapDestination(
                        Settings.of(Settings.tls(mailboxes.dovecot()), Settings.master()),
                        new SettableClock(SampleMails.TIME),
                        Settings.NO_PAUSE);
    }

    @AfterEach
    void closeDestination() {
        destination.close();
    }

    @AfterAll
    void stop() {
        mailboxes.close();
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public EmailAddress mailbox() {
        return mailbox;
    }

    @Override
    public EmailAddress otherMailbox() {
        return otherMailbox;
    }

    @Override
    public Optional<EmailAddress> missingMailbox() {
        return Optional.of(DovecotMailboxes.MISSING);
    }

    @Override
    public Outgoing mail(int number) {
        return SampleMails.mail(number);
    }

    @Override
    public Outgoing mailWithFile(int number, int bytes) {
        return SampleMails.withFile(number, bytes);
    }

    @Override
    public List<String> arrived(EmailAddress of) {
        return mailboxes.dovecot().messageIds(of, DovecotMailboxes.FOLDER);
    }
}
