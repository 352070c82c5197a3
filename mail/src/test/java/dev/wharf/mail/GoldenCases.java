package dev.wharf.mail;

import static dev.wharf.mail.SampleEvents.ALICE;
import static dev.wharf.mail.SampleEvents.BOB;
import static dev.wharf.mail.SampleEvents.BUSINESS_USER;
import static dev.wharf.mail.SampleEvents.CAROL;
import static dev.wharf.mail.SampleEvents.EARLIER;
import static dev.wharf.mail.SampleEvents.HIDDEN;
import static dev.wharf.mail.SampleEvents.NAME_ONLY;
import static dev.wharf.mail.SampleEvents.PDF;
import static dev.wharf.mail.SampleEvents.PHOTO;
import static dev.wharf.mail.SampleEvents.direct;
import static dev.wharf.mail.SampleEvents.event;
import static dev.wharf.mail.SampleEvents.file;
import static dev.wharf.mail.SampleEvents.group;
import static dev.wharf.mail.SampleEvents.live;
import static dev.wharf.mail.SampleEvents.sent;

import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Event;
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
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// One event of every kind and for every hard case, by name. `golden/NAME.json` and
/// `golden/NAME.eml` pin how each is stored and rendered.
final class GoldenCases {
    private GoldenCases() {}

    static Map<String, Event> all() {
        Map<String, Event> cases = new LinkedHashMap<>();
        messages(cases);
        files(cases);
        people(cases);
        times(cases);
        hostile(cases);
        others(cases);
        return cases;
    }

    /// Too large to be kept as files.
    static Map<String, Event> large() {
        Map<String, Event> cases = new LinkedHashMap<>();
        cases.put("caption-65-kb", direct(Message.text("Grüße 👋 ".repeat(7_300))));
        cases.put("members-500", crowd(500, "Everybody"));
        cases.put("members-1024", crowd(1024, "Everybody"));
        cases.put("members-1024-title", crowd(1024, "Alle, \"wirklich\" <alle>: Müller; 你好"));
        cases.put("title-long", inGroup("Ein sehr langer Titel ".repeat(60), "hello"));
        cases.put("name-long", from(Person.named("n".repeat(5_000)), "hello"));
        cases.put("name-long-emoji", from(Person.named("👩‍👩‍👧‍👦".repeat(900)), "hello"));
        return cases;
    }

    private static void messages(Map<String, Event> cases) {
        cases.put("message-direct", direct(Message.text("Can we meet at ten?\nAt the harbour.")));
        cases.put("message-outgoing", sent(Message.text("Yes. See you there!")));
        cases.put("message-group", group(BOB, Message.text("The ship is late.")));
        cases.put("message-live", live(Message.text("Good evening")));
        cases.put(
                "message-mentions",
                group(ALICE, message("@Carol please look", null, null, List.of(CAROL, BOB))));
        cases.put(
                "message-reply",
                live(
                        message(
                                "Not yet",
                                new Quote(
                                        new MessageRef(EARLIER, null),
                                        ALICE,
                                        "Did you sign it?\nThe second page too?"),
                                null,
                                List.of())));
        cases.put(
                "message-reply-unknown",
                live(
                        message(
                                "Me neither",
                                new Quote(MessageRef.UNKNOWN, null, null),
                                null,
                                List.of())));
        cases.put(
                "message-poll",
                group(
                        ALICE,
                        new Message(
                                null,
                                List.of(),
                                null,
                                List.of(),
                                new Poll(
                                        "Which berth?",
                                        List.of(
                                                new Poll.Option("North", 2, List.of(ALICE, BOB)),
                                                new Poll.Option("South", 1, List.of()),
                                                new Poll.Option("None", -1, List.of()))),
                                null,
                                null,
                                List.of(),
                                MessageMarks.NONE)));
        cases.put(
                "message-location",
                direct(
                        new Message(
                                null,
                                List.of(),
                                new Location(
                                        51.5055,
                                        -0.0754,
                                        "Tower Bridge",
                                        "Tower Bridge Rd, London",
                                        "https://maps.google.com/?q=51.5055,-0.0754",
                                        false),
                                List.of(),
                                null,
                                null,
                                null,
                                List.of(),
                                MessageMarks.NONE)));
        cases.put(
                "message-contact",
                direct(
                        new Message(
                                null,
                                List.of(),
                                null,
                                List.of(
                                        new ContactCard(
                                                "Jörg Groß",
                                                List.of("+49 30 901820"),
                                                List.of("joerg@example.com"),
                                                """
                                                BEGIN:VCARD
                                                VERSION:3.0
                                                FN:Jörg Groß
                                                TEL:+49 30 901820
                                                END:VCARD
                                                """)),
                                null,
                                null,
                                null,
                                List.of(),
                                MessageMarks.NONE)));
        cases.put(
                "message-order",
                live(
                        message(
                                null,
                                null,
                                new Structured(
                                        "order",
                                        "Order 4711",
                                        List.of(
                                                new Field("Rope, 20 m", "2 × £14.00"),
                                                new Field("Note", "Leave at\nthe gate"))),
                                List.of())));
        cases.put(
                "message-marks",
                live(
                        Message.text("Read this")
                                .withMarks(
                                        new MessageMarks(
                                                7, true, true, 604_800L, true, true, true))));
        cases.put("message-empty", direct(Message.text("")));
    }

    private static void files(Map<String, Event> cases) {
        cases.put("file-photo", direct(Message.media("The harbour today 🌅", List.of(PHOTO))));
        cases.put(
                "file-empty",
                direct(
                        Message.media(
                                null, List.of(file(MediaKind.DOCUMENT, "empty.txt", null, "")))));
        cases.put("file-name-unicode", direct(Message.media(null, List.of(PDF))));
        cases.put(
                "file-names-hostile",
                direct(
                        Message.media(
                                null,
                                List.of(
                                        named("../../etc/passwd"),
                                        named("C:\\temp\\con.txt"),
                                        named("in\r\nContent-Type: text/evil\r\n\r\nvoice.pdf"),
                                        named("\u202egpj.exe"),
                                        named("same.bin"),
                                        named("SAME.bin"),
                                        named(" . "),
                                        named("say \"cheese\".bin"),
                                        named("x".repeat(300) + ".tar.gz"),
                                        named("日本語のとても長いファイル名".repeat(4) + ".pdf"),
                                        named("=?utf-8?B?aGk=?=.bin")))));
        cases.put(
                "file-types",
                direct(
                        Message.media(
                                null,
                                List.of(
                                        typed("image/png", "image/jpeg"),
                                        typed("text/html; charset=\"utf-8\"", null),
                                        typed("message/rfc822", null),
                                        typed("multipart/mixed; boundary=x", null),
                                        typed("nonsense\r\nX-Evil: yes", null),
                                        typed(null, null)))));
        cases.put(
                "file-missing",
                group(
                        BOB,
                        Message.media(
                                "all three are lost",
                                List.of(
                                        Attachment.omitted(MediaKind.UNKNOWN, null),
                                        new Attachment(
                                                MediaKind.VIDEO,
                                                AttachmentState.MISSING,
                                                "VID-20261122-WA0002.mp4",
                                                null,
                                                null,
                                                -1,
                                                null,
                                                "named in the export but not in the zip"),
                                        new Attachment(
                                                MediaKind.IMAGE,
                                                AttachmentState.UNAVAILABLE,
                                                null,
                                                null,
                                                null,
                                                -1,
                                                null,
                                                null),
                                        PHOTO))));
    }

    private static void people(Map<String, Event> cases) {
        cases.put("people-name-only", from(NAME_ONLY, "only a name"));
        cases.put("people-lid", from(HIDDEN, "a LID is no number"));
        cases.put("people-user-id", from(BUSINESS_USER, "by user id"));
        cases.put("people-owner-unnamed", from(Person.you(), "written on this phone"));
        cases.put("people-by-name", group(CAROL, Message.text("recognised by name alone")));
        cases.put(
                "people-unknown-chat",
                event(
                        new Chat(SampleEvents.CHAT, ChatKind.UNKNOWN, null, null),
                        BOB,
                        List.of(BOB),
                        Event.Direction.UNKNOWN,
                        Message.text("hello?")));
    }

    private static void times(Map<String, Event> cases) {
        cases.put("time-overlap", at(TimeBasis.ZONE_GIVEN, LocalTimeQuirk.OVERLAP));
        cases.put("time-gap", at(TimeBasis.ZONE_PROVEN, LocalTimeQuirk.GAP));
    }

    private static Event at(TimeBasis basis, LocalTimeQuirk quirk) {
        Event event = direct(Message.text("at night"));
        EventTime time =
                new EventTime(
                        Instant.parse("2026-10-25T00:30:07Z"),
                        TimePrecision.SECOND,
                        basis,
                        "[25.10.26, 1:30:07\u202fAM]",
                        "Europe/London",
                        quirk);
        return new Event(
                event.chat(),
                time,
                event.sender(),
                event.members(),
                event.direction(),
                null,
                event.content(),
                event.provenance());
    }

    private static void hostile(Map<String, Event> cases) {
        cases.put(
                "hostile-name",
                from(
                        Person.named(
                                "Eve\r\nBcc: all@firm.example\r\n\r\n<script>alert(1)</script>"),
                        "hello"));
        cases.put("hostile-name-bidi", from(Person.named("\u202eecilA\u2066 (admin)"), "hello"));
        cases.put(
                "hostile-name-quoted",
                from(Person.named("Eve \"the\\boss\" <a@b.c>, Al"), "hello"));
        cases.put("hostile-name-encoded", from(Person.named("=?utf-8?Q?Alice?="), "hello"));
        cases.put("hostile-title", inGroup("Harbour\r\nX-Wharf-Item: fake\u202e", "hello"));
        cases.put(
                "hostile-text",
                direct(
                        Message.text(
                                "<img src=x onerror=alert(1)> & \"quotes\" 'too'\n"
                                        + ".\r\n--=_wharf_x\rSubject: fake\n\nnull\0bell\u0007")));
        cases.put(
                "hostile-key",
                keyed(new MessageKey("a\r\nb", "id\r\nBcc: x@y.z" + "k".repeat(1200), null, "é")));
        cases.put("text-lone-surrogates", from(Person.named("a\ud83d"), "b\ude00 c\ud83d"));
        cases.put(
                "text-rtl",
                from(Person.named("\u200fمحمد علي"), "مرحبا، الاجتماع الساعة 10:30 في Dubai!"));
        cases.put(
                "text-emoji",
                from(
                        Person.named(
                                "👩‍👩‍👧‍👦 Família 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Иван Ünlü 山田太郎 สมชาย 👍🏽👍🏽👍🏽👍🏽👍🏽"),
                        "👩‍👩‍👧‍👦🏳️‍🌈 e\u0301 ﷽"));
    }

    private static void others(Map<String, Event> cases) {
        cases.put(
                "edit",
                live(
                        new Content.Edit(
                                MessageRef.to(EARLIER),
                                Message.text("At eleven, not ten.")
                                        .withMarks(MessageMarks.EDITED))));
        cases.put(
                "edit-unknown-target",
                live(new Content.Edit(MessageRef.UNKNOWN, Message.text("now different"))));
        cases.put(
                "deletion",
                live(new Deletion(MessageRef.to(EARLIER), Deletion.Scope.FOR_EVERYONE, BOB, null)));
        cases.put(
                "deletion-by-admin",
                group(
                        BOB,
                        new Deletion(
                                MessageRef.UNKNOWN,
                                Deletion.Scope.BY_ADMIN,
                                ALICE,
                                "This message was deleted by admin Alice Smith.")));
        cases.put("reaction", live(new Content.Reaction(MessageRef.to(EARLIER), "❤️")));
        cases.put("reaction-taken-back", live(new Content.Reaction(MessageRef.to(EARLIER), null)));
        cases.put(
                "call",
                direct(
                        new Call(
                                Call.Medium.VIDEO,
                                Call.Direction.INCOMING,
                                Call.Outcome.ANSWERED,
                                Duration.ofSeconds(3_912),
                                List.of(ALICE, BOB),
                                false,
                                "Video call, \u200e1 hr 5 min")));
        cases.put(
                "call-missed-group",
                group(
                        BOB,
                        new Call(
                                Call.Medium.VOICE,
                                Call.Direction.INCOMING,
                                Call.Outcome.MISSED,
                                null,
                                List.of(BOB, CAROL),
                                true,
                                null)));
        cases.put(
                "membership-added",
                group(
                        ALICE,
                        new Membership(
                                Membership.Action.ADDED,
                                List.of(BOB, NAME_ONLY),
                                "Alice Smith added Bob and Dörte Müller")));
        cases.put(
                "membership-left",
                group(BOB, new Membership(Membership.Action.LEFT, List.of(), "Bob left")));
        cases.put(
                "notice",
                event(
                        SampleEvents.directChat(),
                        null,
                        List.of(ALICE, BOB),
                        Event.Direction.UNKNOWN,
                        new Notice(
                                Notice.Topic.ENCRYPTION,
                                "Messages and calls are end-to-end encrypted.")));
        cases.put(
                "notice-nobody-known",
                event(
                        new Chat(SampleEvents.CHAT, ChatKind.GROUP, null, null),
                        null,
                        List.of(),
                        Event.Direction.UNKNOWN,
                        new Notice(Notice.Topic.OTHER, "تم تغيير الإعدادات")));
        cases.put("unreadable", live(new Unreadable(Unreadable.Reason.VIEW_ONCE, null)));
        cases.put(
                "gap",
                event(
                        SampleEvents.directChat(),
                        null,
                        List.of(ALICE, BOB),
                        Event.Direction.UNKNOWN,
                        new Content.Gap(
                                Instant.parse("2026-11-22T08:00:00Z"),
                                "the linked device was signed out")));
        cases.put("unknown", live(new Content.Unknown("hologram", "{\"type\":\"hologram\"}")));
    }

    private static Message message(
            @Nullable String text,
            @Nullable Quote quote,
            @Nullable Structured structured,
            List<Person> mentions) {
        return new Message(
                text,
                List.of(),
                null,
                List.of(),
                null,
                quote,
                structured,
                mentions,
                MessageMarks.NONE);
    }

    private static Event from(Person sender, String text) {
        return event(
                new Chat(SampleEvents.CHAT, ChatKind.DIRECT, sender.name(), null),
                sender,
                List.of(ALICE, sender),
                Event.Direction.INCOMING,
                Message.text(text));
    }

    private static Event inGroup(String title, String text) {
        return event(
                SampleEvents.groupChat(title),
                BOB,
                List.of(ALICE, BOB),
                Event.Direction.INCOMING,
                Message.text(text));
    }

    private static Event crowd(int members, String title) {
        List<Person> people =
                IntStream.range(0, members)
                        .mapToObj(i -> i == 3 ? ALICE : Person.named("Mitglied Nr. " + i + " ✓"))
                        .toList();
        return event(
                SampleEvents.groupChat(title),
                people.get(7),
                people,
                Event.Direction.INCOMING,
                Message.text("hello all"));
    }

    private static Event keyed(MessageKey key) {
        Event event = live(Message.text("keyed"));
        return new Event(
                event.chat(),
                event.time(),
                event.sender(),
                event.members(),
                event.direction(),
                key,
                event.content(),
                event.provenance());
    }

    private static Attachment named(String name) {
        return file(MediaKind.DOCUMENT, name, "application/octet-stream", name.substring(0, 3));
    }

    private static Attachment typed(@Nullable String declared, @Nullable String sniffed) {
        Attachment file = file(MediaKind.DOCUMENT, "file.dat", null, declared + "/" + sniffed);
        return new Attachment(
                file.kind(),
                file.state(),
                file.fileName(),
                declared,
                sniffed,
                file.size(),
                file.digest(),
                null);
    }
}
