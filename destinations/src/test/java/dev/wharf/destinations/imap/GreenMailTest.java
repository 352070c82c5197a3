package dev.wharf.destinations.imap;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.destination.DestinationContract;

import org.junit.jupiter.api.AfterEach;

import java.util.List;
import java.util.Optional;

/// The contract on a server without MULTIAPPEND.
class GreenMailTest implements DestinationContract {
    private static final EmailAddress ALICE = new EmailAddress("alice@firm.example");
    private static final EmailAddress BOB = new EmailAddress("bob@firm.example");
    private static final String PASSWORD = "secret";

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final ImapDestination destination;

    GreenMailTest() {
        server.start();
        server.setUser(ALICE.value(), ALICE.value(), PASSWORD);
        server.setUser(BOB.value(), BOB.value(), PASSWORD);
        destination =
                new ImapDestination(
                        Settings.of(
                                Settings.plain(server.getImap().getPort()),
                                Settings.passwords(PASSWORD)),
                        new SettableClock(SampleMails.TIME),
                        Settings.NO_PAUSE);
    }

    @AfterEach
    void stop() {
        destination.close();
        server.stop();
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public EmailAddress mailbox() {
        return ALICE;
    }

    @Override
    public EmailAddress otherMailbox() {
        return BOB;
    }

    @Override
    public Optional<EmailAddress> missingMailbox() {
        return Optional.of(new EmailAddress("nobody@firm.example"));
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
    public List<String> arrived(EmailAddress mailbox) {
        try {
            return new AngusMailbox(server.getImap().getPort(), mailbox.value(), PASSWORD)
                    .read(DovecotMailboxes.FOLDER).stream()
                            .map(AngusMailbox.Seen::messageId)
                            .toList();
        } catch (Exception none) {
            return List.of();
        }
    }
}
