package dev.wharf.testkit.destination;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.Digests;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class MemoryDestinationTest implements DestinationContract {
    private final MemoryDestination destination =
            new MemoryDestination().with(mailbox(), otherMailbox());

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public EmailAddress mailbox() {
        return new EmailAddress("alice@firm.example");
    }

    @Override
    public EmailAddress otherMailbox() {
        return new EmailAddress("bob@firm.example");
    }

    @Override
    public Optional<EmailAddress> missingMailbox() {
        return Optional.of(new EmailAddress("nobody@firm.example"));
    }

    @Override
    public Outgoing mail(int number) {
        return mail(number, new byte[0]);
    }

    @Override
    public Outgoing mailWithFile(int number, int bytes) {
        return mail(number, new byte[bytes]);
    }

    private static Outgoing mail(int number, byte[] file) {
        ContentDigest digest = Digests.sha256(file);
        byte[] head = ("Subject: " + number + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return new Outgoing(
                number + "@item.wharf.invalid",
                Instant.ofEpochSecond(1_790_000_000L + number),
                new MailImage(
                        1,
                        List.of(
                                new Segment.Literal(head),
                                new Segment.Content(digest, file.length))),
                _ -> new ByteArrayInputStream(file));
    }

    @Override
    public List<String> arrived(EmailAddress mailbox) {
        return destination.messageIds(mailbox);
    }
}
