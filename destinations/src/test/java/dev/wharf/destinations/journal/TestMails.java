package dev.wharf.destinations.journal;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.Digests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Items as mails on their way.
final class TestMails {
    private static final ConversationId CHAT = new ConversationId(42);
    private static final Instant START = Instant.parse("2026-09-14T08:00:00Z");
    private static final Person ALICE =
            new Person(
                    new PartyId(1),
                    "Alice Smith",
                    new PhoneNumber("+447700900001"),
                    null,
                    null,
                    new EmailAddress("alice@firm.example"),
                    MatchBasis.PHONE,
                    true);
    private static final Person BOB = Person.named("J\u00f6rg");

    private TestMails() {}

    static Outgoing text(int number) {
        return mail(number, Content.Message.text("Message " + number), new byte[0]);
    }

    static Outgoing text(int number, String text) {
        return mail(number, Content.Message.text(text), new byte[0]);
    }

    static Outgoing file(int number, int size) {
        byte[] file = new byte[size];
        new Random(number).nextBytes(file);
        ContentDigest digest = Digests.sha256(file);
        Attachment attachment =
                new Attachment(
                        MediaKind.DOCUMENT,
                        AttachmentState.PRESENT,
                        "file.bin",
                        null,
                        null,
                        size,
                        digest,
                        null);
        return mail(number, Content.Message.media("a file", List.of(attachment)), file);
    }

    static Outgoing deletion(int number, Content.Deletion.Scope scope) {
        Content deletion = new Content.Deletion(MessageRef.UNKNOWN, scope, null, null);
        return mail(number, deletion, new byte[0]);
    }

    private static Outgoing mail(int number, Content content, byte[] file) {
        Event event =
                new Event(
                        new Chat(CHAT, ChatKind.DIRECT, "J\u00f6rg", null),
                        EventTime.utc(START.plusSeconds(number), TimePrecision.SECOND),
                        BOB,
                        List.of(ALICE, BOB),
                        Event.Direction.INCOMING,
                        null,
                        content,
                        new Provenance(
                                SourceKind.CLOUD_API,
                                new CaptureId(1),
                                new ContentDigest("0123456789abcdef".repeat(4)),
                                null,
                                "cloudapi/1",
                                "entry[0]",
                                null));
        ItemId id = new ItemId(CHAT, 20_710, number);
        ContentSource contents = _ -> new ByteArrayInputStream(file);
        return new Outgoing(
                MailRenderer.messageId(id),
                event.time().at(),
                new MailRenderer().render(event, id).image(),
                contents);
    }

    /// One whose file cannot be opened.
    static Outgoing unreadable(int number) {
        Outgoing good = file(number, 200_000);
        return new Outgoing(
                good.messageId(),
                good.date(),
                good.image(),
                _ -> {
                    throw new IOException("disk failed");
                });
    }

    static byte[] bytes(Outgoing mail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            mail.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
