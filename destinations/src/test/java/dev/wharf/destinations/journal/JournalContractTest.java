package dev.wharf.destinations.journal;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.destination.DestinationContract;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLSocketFactory;

/// Against a mail server that others wrote.
class JournalContractTest implements DestinationContract {
    private final GreenMail greenMail =
            new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private JournalDestination journal = journal(1);

    @BeforeEach
    void start() {
        greenMail.start();
        journal = journal(greenMail.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    private static JournalDestination journal(int port) {
        return new JournalDestination(
                new TestSettings(port).settings(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @Override
    public Destination destination() {
        return journal;
    }

    @Override
    public EmailAddress mailbox() {
        return TestSettings.JOURNAL;
    }

    @Override
    public EmailAddress otherMailbox() {
        return TestSettings.SECOND;
    }

    @Override
    public Optional<EmailAddress> missingMailbox() {
        return Optional.of(new EmailAddress("nobody@archive.example"));
    }

    @Override
    public Outgoing mail(int number) {
        return TestMails.text(number);
    }

    @Override
    public Outgoing mailWithFile(int number, int bytes) {
        return TestMails.file(number, bytes);
    }

    @Override
    public List<String> arrived(EmailAddress mailbox) {
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : greenMail.getReceivedMessages()) {
            try {
                String id = message.getMessageID();
                ids.add(id.substring(1, id.length() - 1));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return ids;
    }
}
