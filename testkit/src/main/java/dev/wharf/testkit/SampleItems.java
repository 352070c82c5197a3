package dev.wharf.testkit;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.Headline;
import dev.wharf.core.archive.StoredContent;
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
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Invented items, the same for the same number: what tests of an archive are fed with.
public final class SampleItems {
    public static final ConversationId CHAT = new ConversationId(0xc0ffee_0000_0001L);
    public static final ConversationId OTHER_CHAT = new ConversationId(-77);
    public static final EmailAddress ALICE = new EmailAddress("alice@example.com");
    public static final EmailAddress BOB = new EmailAddress("bob@example.com");
    public static final PartyId CAROL = new PartyId(3);
    public static final Audience BOTH = Audience.of(List.of(ALICE, BOB), List.of());
    public static final Audience ALICE_AND_WAITING_FOR_CAROL =
            Audience.of(
                    List.of(ALICE),
                    List.of(new Expectation(CAROL, Expectation.Reason.USER_UNMAPPED)));

    /// Item number 0 happened at this moment, the others an hour later each.
    public static final Instant START = Instant.parse("2025-03-01T09:30:00Z");

    private static final long TAG_STEP = 0x9e3779b97f4a7c15L;

    private SampleItems() {}

    public static AddItem text(int number, Audience audience) {
        return text(CHAT, number, "Message number " + number, audience);
    }

    public static AddItem text(ConversationId chat, int number, String text, Audience audience) {
        return item(chat, number, Content.Message.text(text), List.of(), audience);
    }

    /// A message with one attachment that the archive already holds.
    public static AddItem file(int number, StoredContent content, Audience audience) {
        Attachment attachment =
                new Attachment(
                        MediaKind.IMAGE,
                        AttachmentState.PRESENT,
                        "photo.jpg",
                        null,
                        "image/jpeg",
                        content.size(),
                        content.digest(),
                        null);
        return item(
                CHAT,
                number,
                Content.Message.media("See the picture", List.of(attachment)),
                List.of(new Segment.Content(content.digest(), content.size())),
                audience);
    }

    /// Any content, by [#CAROL].
    public static AddItem item(
            ConversationId chat,
            int number,
            Content content,
            List<Segment> attachments,
            Audience audience) {
        Event event = event(chat, number, content);
        List<Segment> segments = new ArrayList<>();
        segments.add(new Segment.Literal(utf8("Subject: number " + number + "\r\n\r\n")));
        segments.add(new Segment.Encoded(utf8(content.toString())));
        segments.addAll(attachments);
        return new AddItem(
                id(chat, number),
                event,
                new Headline("Number " + number, "Carol <carol@example.org>", List.of("Alice")),
                new MailImage(1, segments),
                utf8("raw " + number),
                audience);
    }

    public static Event event(ConversationId chat, int number, Content content) {
        Person sender = Person.named("Carol").identified(CAROL, null, null);
        return new Event(
                new Chat(chat, ChatKind.GROUP, "Project", null),
                EventTime.utc(time(number), TimePrecision.SECOND),
                sender,
                List.of(sender),
                Event.Direction.INCOMING,
                null,
                content,
                seenIn(1, number));
    }

    /// Line `number` of the export that is capture `capture`.
    public static Provenance seenIn(long capture, int number) {
        return new Provenance(
                SourceKind.CHAT_EXPORT,
                new CaptureId(capture),
                digest((int) capture),
                "chat " + capture + ".txt",
                "chatexport/1",
                "_chat.txt:" + number,
                null);
    }

    public static ContentDigest digest(int number) {
        return new ContentDigest(HexFormat.of().toHexDigits(number).repeat(8));
    }

    public static Instant time(int number) {
        return START.plus(Duration.ofHours(number));
    }

    public static ItemId id(ConversationId chat, int number) {
        int day = (int) Math.floorDiv(time(number).getEpochSecond(), 86_400L);
        return new ItemId(chat, day, TAG_STEP * (number + 1) & ~0xffffL);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
