package dev.wharf.destinations.microsoft365;

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
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.Digests;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Mails as the archive keeps them, another for each number.
public final class SampleMails {
    private static final ConversationId CHAT = new ConversationId(0xc0ffeeL);
    private static final MailRenderer RENDERER = new MailRenderer();

    private SampleMails() {}

    public static Outgoing mail(int number, int... files) {
        return saying("Message number " + number, number, files);
    }

    /// @param files sizes
    public static Outgoing saying(String text, int number, int... files) {
        Map<ContentDigest, byte[]> contents = new HashMap<>();
        List<Attachment> attachments = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            byte[] content = content(number * 31 + i, files[i]);
            ContentDigest digest = Digests.sha256(content);
            contents.put(digest, content);
            attachments.add(
                    new Attachment(
                            MediaKind.DOCUMENT,
                            AttachmentState.PRESENT,
                            "file-" + number + "-" + i + ".bin",
                            null,
                            "application/octet-stream",
                            (long) files[i],
                            digest,
                            null));
        }
        Content content =
                files.length == 0
                        ? Content.Message.text(text)
                        : Content.Message.media(text, attachments);
        ItemId id = new ItemId(CHAT, 20_000 + number / 1000, (number + 1L) << 16);
        Event event = event(number, content);
        return new Outgoing(
                MailRenderer.messageId(id),
                Instant.ofEpochSecond(1_790_000_000L + number),
                RENDERER.render(event, id).image(),
                digest -> new ByteArrayInputStream(contents.getOrDefault(digest, new byte[0])));
    }

    private static Event event(int number, Content content) {
        Person alice =
                Person.numbered(new PhoneNumber("+447700900001"))
                        .identified(
                                new PartyId(1),
                                new EmailAddress("alice@firm.example"),
                                MatchBasis.PHONE);
        Person bob =
                Person.numbered(new PhoneNumber("+447700900123"))
                        .identified(new PartyId(2), null, null);
        return new Event(
                new Chat(CHAT, ChatKind.DIRECT, "Bob", null),
                EventTime.utc(Instant.ofEpochSecond(1_790_000_000L + number), TimePrecision.SECOND),
                alice,
                List.of(alice, bob),
                Event.Direction.OUTGOING,
                null,
                content,
                new Provenance(
                        SourceKind.CHAT_EXPORT,
                        new CaptureId(7),
                        new ContentDigest("ab".repeat(32)),
                        "chat.txt",
                        "chatexport/1",
                        "_chat.txt:" + number,
                        null));
    }

    /// Bytes that no piece can stand in for another of.
    static byte[] content(int seed, int size) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return size == 0 ? content : Arrays.copyOf(content, size);
    }
}
