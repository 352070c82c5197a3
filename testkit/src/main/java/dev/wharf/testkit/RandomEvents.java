package dev.wharf.testkit;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Poll;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.party.UserId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Identified events of every kind and shape, hostile texts included, from a seed: the same seed
/// gives the same events. For one thread.
public final class RandomEvents {
    private static final List<String> SCRAPS =
            List.of(
                    "hello",
                    "Grüße",
                    "Привет",
                    "مرحبا",
                    "שלום",
                    "你好",
                    "สวัสดี",
                    "👩‍👩‍👧‍👦",
                    "🇬🇧",
                    "e\u0301",
                    "\ud83d",
                    "\ude00",
                    "\r\nBcc: eve@example.com",
                    "\n",
                    "\t",
                    "\0",
                    "\u0007\u007f\u0085",
                    "\u202egnp.exe",
                    "\u2066\u2069\u200e",
                    "\"quoted\" \\",
                    "<script>alert(1)</script>",
                    "=?utf-8?B?eA==?=",
                    ".",
                    " ",
                    "\u2028",
                    "\ufeff",
                    "--=_wharf",
                    "../../etc/passwd",
                    "a".repeat(1100));

    private final Random random;

    public RandomEvents(long seed) {
        random = new Random(seed);
    }

    /// Any kind, receipts included.
    public Event next() {
        return next(oneOf(EventKind.values()));
    }

    public Event next(EventKind kind) {
        List<Person> members = some(random.nextInt(20) == 0 ? 1024 : 6, this::person);
        return new Event(
                new Chat(
                        new ConversationId(random.nextLong()),
                        oneOf(ChatKind.values()),
                        maybe(this::text),
                        maybe(() -> random.nextInt(1_000_000) + "@g.us")),
                time(),
                maybe(() -> memberOf(members)),
                members,
                oneOf(Event.Direction.values()),
                maybe(this::key),
                content(kind, members),
                provenance());
    }

    public ItemId itemId() {
        return new ItemId(
                new ConversationId(random.nextLong()), random.nextInt(40_000), random.nextLong());
    }

    private Content content(EventKind kind, List<Person> members) {
        Supplier<Person> somebody = () -> memberOf(members);
        return switch (kind) {
            case MESSAGE -> message(somebody);
            case EDIT -> new Content.Edit(reference(), message(somebody));
            case DELETION ->
                    new Content.Deletion(
                            reference(),
                            oneOf(Content.Deletion.Scope.values()),
                            maybe(somebody),
                            maybe(this::text));
            case REACTION -> new Content.Reaction(reference(), maybe(this::text));
            case CALL ->
                    new Content.Call(
                            oneOf(Content.Call.Medium.values()),
                            oneOf(Content.Call.Direction.values()),
                            oneOf(Content.Call.Outcome.values()),
                            maybe(() -> Duration.ofMillis(random.nextInt(10_000_000))),
                            some(4, somebody),
                            random.nextBoolean(),
                            maybe(this::text));
            case MEMBERSHIP ->
                    new Content.Membership(
                            oneOf(Content.Membership.Action.values()),
                            some(4, somebody),
                            maybe(this::text));
            case RECEIPT ->
                    new Content.Receipt(
                            reference(),
                            oneOf(Content.Receipt.Status.values()),
                            maybe(somebody),
                            maybe(this::text));
            case NOTICE -> new Content.Notice(oneOf(Content.Notice.Topic.values()), text());
            case UNREADABLE ->
                    new Content.Unreadable(
                            oneOf(Content.Unreadable.Reason.values()), maybe(this::text));
            case GAP -> new Content.Gap(instant(), text());
            case UNKNOWN -> new Content.Unknown(text(), maybe(this::text));
        };
    }

    private Content.Message message(Supplier<Person> somebody) {
        return new Content.Message(
                maybe(random.nextInt(50) == 0 ? () -> "x".repeat(65_536) : this::text),
                some(3, this::attachment),
                maybe(this::location),
                some(2, this::contact),
                maybe(() -> poll(somebody)),
                maybe(() -> new Quote(reference(), maybe(somebody), maybe(this::text))),
                maybe(
                        () ->
                                new Structured(
                                        text(),
                                        maybe(this::text),
                                        some(3, () -> new Field(text(), text())))),
                some(2, somebody),
                random.nextBoolean() ? MessageMarks.NONE : marks());
    }

    private MessageMarks marks() {
        return new MessageMarks(
                random.nextInt(7) - 1,
                random.nextBoolean(),
                random.nextBoolean(),
                maybe(() -> (long) random.nextInt(1_000_000)),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private Attachment attachment() {
        AttachmentState state = oneOf(AttachmentState.values());
        boolean present = state == AttachmentState.PRESENT;
        return new Attachment(
                oneOf(MediaKind.values()),
                state,
                maybe(this::text),
                maybe(() -> anyOf(List.of("image/jpeg", "text/html", "no type", "a/b\r\nX: y"))),
                maybe(() -> anyOf(List.of("image/png", "application/pdf", "text/plain"))),
                present ? random.nextInt(1000) : -1,
                present ? digest() : null,
                present ? null : maybe(this::text));
    }

    private Location location() {
        return new Location(
                maybe(() -> random.nextDouble(-90, 90)),
                maybe(() -> random.nextDouble(-180, 180)),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                random.nextBoolean());
    }

    private ContactCard contact() {
        return new ContactCard(text(), some(2, this::text), some(2, this::text), maybe(this::text));
    }

    private Poll poll(Supplier<Person> somebody) {
        return new Poll(
                text(),
                some(4, () -> new Poll.Option(text(), random.nextInt(9) - 1, some(2, somebody))));
    }

    private Person person() {
        return new Person(
                maybe(() -> new PartyId(1 + random.nextInt(5000))),
                maybe(this::text),
                maybe(() -> new PhoneNumber("+" + random.nextLong(100_000_000L, 999_999_999_999L))),
                maybe(() -> new Lid(Long.toString(random.nextLong(1, Long.MAX_VALUE)))),
                maybe(() -> new UserId("GB." + random.nextLong(1, Long.MAX_VALUE))),
                maybe(() -> new EmailAddress("p" + random.nextInt(5000) + "@firm.example")),
                maybe(() -> oneOf(MatchBasis.values())),
                random.nextInt(5) == 0);
    }

    private EventTime time() {
        TimePrecision precision = oneOf(TimePrecision.values());
        ChronoUnit unit =
                switch (precision) {
                    case MILLISECOND -> ChronoUnit.MILLIS;
                    case SECOND -> ChronoUnit.SECONDS;
                    case MINUTE -> ChronoUnit.MINUTES;
                };
        return new EventTime(
                instant().truncatedTo(unit),
                precision,
                oneOf(TimeBasis.values()),
                maybe(this::text),
                maybe(() -> anyOf(List.of("Europe/London", "+05:45", "Asia/Kathmandu"))),
                oneOf(LocalTimeQuirk.values()));
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong(1_230_000_000_000L, 1_900_000_000_000L));
    }

    private Provenance provenance() {
        return new Provenance(
                oneOf(SourceKind.values()),
                new CaptureId(1 + random.nextInt(100)),
                digest(),
                maybe(this::text),
                "random/1",
                "line:" + random.nextInt(1000),
                maybe(this::text));
    }

    private MessageRef reference() {
        return new MessageRef(maybe(this::itemId), maybe(this::key));
    }

    private MessageKey key() {
        return new MessageKey(
                maybe(this::text), text(), maybe(random::nextBoolean), maybe(this::text));
    }

    private ContentDigest digest() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new ContentDigest(HexFormat.of().formatHex(bytes));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(anyOf(SCRAPS));
        }
        return random.nextInt(20) == 0 ? "" : text.toString();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> some(int most, Supplier<T> element) {
        int count = random.nextInt(most + 1);
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        return list;
    }

    private Person memberOf(List<Person> members) {
        return members.isEmpty() || random.nextInt(4) == 0
                ? person()
                : members.get(random.nextInt(members.size()));
    }

    private String anyOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <E> E oneOf(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
