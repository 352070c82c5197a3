package dev.wharf.mail;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.party.UserId;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Invented people, chats and files, and events made of them.
final class SampleEvents {
    static final ConversationId CHAT = new ConversationId(0x0123456789abcdefL);
    static final ItemId ITEM = new ItemId(CHAT, 20_779, 0x1122334455667788L);
    static final ItemId EARLIER = new ItemId(CHAT, 20_778, 0x0102030405060708L);
    static final Instant TIME = Instant.parse("2026-11-22T18:54:25Z");

    static final Person ALICE =
            new Person(
                    new PartyId(1),
                    "Alice Smith",
                    new PhoneNumber("+447700900001"),
                    null,
                    null,
                    new EmailAddress("alice.smith@firm.example"),
                    MatchBasis.PHONE,
                    true);
    static final Person BOB =
            new Person(
                    new PartyId(2),
                    "Bob",
                    new PhoneNumber("+447700900123"),
                    null,
                    null,
                    null,
                    null,
                    false);
    static final Person CAROL =
            new Person(
                    new PartyId(3),
                    "Carol Jones",
                    null,
                    null,
                    null,
                    new EmailAddress("carol@firm.example"),
                    MatchBasis.NAME,
                    false);
    static final Person NAME_ONLY = Person.named("Dörte Müller");
    static final Person HIDDEN =
            new Person(
                    new PartyId(5),
                    "Eve",
                    null,
                    new Lid("251556368777322"),
                    null,
                    null,
                    null,
                    false);
    static final Person BUSINESS_USER =
            new Person(
                    null,
                    null,
                    null,
                    null,
                    new UserId("US.13491208655302741918"),
                    null,
                    null,
                    false);

    private static final Map<ContentDigest, byte[]> CONTENTS = new HashMap<>();

    static final Attachment PHOTO =
            file(
                    MediaKind.IMAGE,
                    "IMG-20261122-WA0001.jpg",
                    "image/jpeg",
                    "\u00ff\u00d8\u00ff photo ");
    static final Attachment PDF =
            file(
                    MediaKind.DOCUMENT,
                    "Angebot Müller & Söhne – 2026.pdf",
                    "application/pdf",
                    "%PDF-1.7 ");

    private SampleEvents() {}

    static Attachment file(MediaKind kind, String name, @Nullable String type, String start) {
        byte[] bytes = start.repeat(40).getBytes(StandardCharsets.ISO_8859_1);
        ContentDigest digest = digest(bytes);
        CONTENTS.put(digest, bytes);
        return new Attachment(
                kind, AttachmentState.PRESENT, name, type, type, bytes.length, digest, null);
    }

    /// A file of as many bytes, the same for the same size.
    static Attachment sized(MediaKind kind, String name, String type, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        ContentDigest digest = digest(bytes);
        CONTENTS.put(digest, bytes);
        return new Attachment(kind, AttachmentState.PRESENT, name, type, type, size, digest, null);
    }

    static ContentSource contents() {
        return digest -> {
            byte[] bytes = CONTENTS.get(digest);
            if (bytes == null) {
                throw new FileNotFoundException("no sample content " + digest);
            }
            return new ByteArrayInputStream(bytes);
        };
    }

    static ContentDigest digest(byte[] bytes) {
        try {
            return new ContentDigest(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Chat directChat() {
        return new Chat(CHAT, ChatKind.DIRECT, "Bob", null);
    }

    static Chat groupChat(String title) {
        return new Chat(CHAT, ChatKind.GROUP, title, null);
    }

    static EventTime exportTime() {
        return new EventTime(
                Instant.parse("2026-11-22T18:54:00Z"),
                TimePrecision.MINUTE,
                TimeBasis.ZONE_ASSUMED,
                "22/11/2026, 18:54",
                "Europe/London",
                LocalTimeQuirk.NONE);
    }

    static Provenance export() {
        return new Provenance(
                SourceKind.CHAT_EXPORT,
                new CaptureId(7),
                new ContentDigest("0123456789abcdef".repeat(4)),
                "WhatsApp Chat with Bob.zip",
                "chatexport/1",
                "_chat.txt:120",
                "alice.smith@firm.example");
    }

    static Provenance cloud() {
        return new Provenance(
                SourceKind.CLOUD_API,
                new CaptureId(4711),
                new ContentDigest("fedcba9876543210".repeat(4)),
                null,
                "cloudapi/1",
                "entry[0].changes[0].messages[0]",
                "447700900001");
    }

    /// From Bob to Alice, out of a chat export.
    static Event direct(Content content) {
        return event(directChat(), BOB, List.of(ALICE, BOB), Event.Direction.INCOMING, content);
    }

    static Event sent(Content content) {
        return event(directChat(), ALICE, List.of(ALICE, BOB), Event.Direction.OUTGOING, content);
    }

    static Event group(@Nullable Person sender, Content content) {
        return event(
                groupChat("Project Harbour"),
                sender,
                List.of(ALICE, BOB, CAROL, NAME_ONLY),
                Event.Direction.INCOMING,
                content);
    }

    static Event event(
            Chat chat,
            @Nullable Person sender,
            List<Person> members,
            Event.Direction direction,
            Content content) {
        return new Event(chat, exportTime(), sender, members, direction, null, content, export());
    }

    /// As [#direct], seen live.
    static Event live(Content content) {
        return new Event(
                directChat(),
                EventTime.utc(TIME, TimePrecision.SECOND),
                BOB,
                List.of(ALICE, BOB),
                Event.Direction.INCOMING,
                new MessageKey(
                        "447700900123@s.whatsapp.net",
                        "wamid.HBgMNDQ3NzAwOTAwMTIzFQIAEhgUM0VCMEE5",
                        false,
                        "447700900123"),
                content,
                cloud());
    }

    /// A stored event has no pending attachment.
    static Event storedForm(Event event) {
        Content content =
                switch (event.content()) {
                    case Content.Message message -> stored(message);
                    case Content.Edit edit ->
                            new Content.Edit(edit.target(), stored(edit.replacement()));
                    default -> event.content();
                };
        return new Event(
                event.chat(),
                event.time(),
                event.sender(),
                event.members(),
                event.direction(),
                event.key(),
                content,
                event.provenance());
    }

    private static Content.Message stored(Content.Message message) {
        return message.withAttachments(
                message.attachments().stream()
                        .filter(file -> file.state() != AttachmentState.PENDING)
                        .toList());
    }
}
