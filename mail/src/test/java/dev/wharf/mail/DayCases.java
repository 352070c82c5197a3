package dev.wharf.mail;

import static dev.wharf.mail.SampleEvents.ALICE;
import static dev.wharf.mail.SampleEvents.BOB;
import static dev.wharf.mail.SampleEvents.CAROL;
import static dev.wharf.mail.SampleEvents.PDF;
import static dev.wharf.mail.SampleEvents.PHOTO;
import static dev.wharf.mail.SampleEvents.direct;
import static dev.wharf.mail.SampleEvents.event;
import static dev.wharf.mail.SampleEvents.group;
import static dev.wharf.mail.SampleEvents.live;
import static dev.wharf.mail.SampleEvents.sent;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Days in every shape, by name. `golden-day/NAME.json` and `golden-day/NAME.eml` pin how each is
/// rendered.
final class DayCases {
    static final int DAY = SampleEvents.ITEM.day();

    /// @param part of the day
    record Case(int part, List<StoredItem> items) {
        DayMail mail() {
            return new DayRenderer().render(SampleEvents.CHAT, DAY, part, items);
        }
    }

    private DayCases() {}

    static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("direct", day(1, directDay()));
        cases.put("direct-continued", day(2, List.of(live(Message.text("One thing more")))));
        cases.put("colleagues", day(1, colleagues()));
        cases.put("group", day(1, groupDay()));
        cases.put("hostile", day(1, golden("hostile-", "text-", "file-names-")));
        cases.put("one-notice", day(1, List.of(nobody())));
        return cases;
    }

    /// Too large to be kept as files.
    static Map<String, Case> large() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("every-kind", day(1, golden("")));
        for (String crowd : List.of("members-500", "members-1024-title", "caption-65-kb")) {
            cases.put(crowd, day(1, List.of(requireNonNull(GoldenCases.large().get(crowd)))));
        }
        return cases;
    }

    /// Items of these events, archived from sequence 101 on, in the order of a day.
    static Case day(int part, List<Event> events) {
        List<StoredItem> items = new ArrayList<>();
        for (Event event : events) {
            long sequence = 101L + items.size();
            items.add(item(sequence, new ItemId(SampleEvents.CHAT, DAY, sequence), event));
        }
        items.sort(DayRenderer.ORDER);
        return new Case(part, items);
    }

    static StoredItem item(long sequence, ItemId id, Event event) {
        Rendered rendered = new MailRenderer().render(event, id);
        return new StoredItem(
                new ItemRow(sequence, id, event.time().at(), event.kind(), 1, null, 1, false),
                event,
                rendered.headline(),
                rendered.image(),
                new byte[0],
                Audience.of(List.of(), List.of()));
    }

    /// Golden cases of that day whose names begin so.
    private static List<Event> golden(String... starts) {
        List<Event> events = new ArrayList<>();
        GoldenCases.all()
                .forEach(
                        (name, event) -> {
                            boolean ofDay = event.time().at().getEpochSecond() / 86_400 == DAY;
                            if (ofDay && List.of(starts).stream().anyMatch(name::startsWith)) {
                                events.add(event);
                            }
                        });
        return events;
    }

    private static List<Event> directDay() {
        return List.of(
                at("08:00:05", live(Message.text("Are you at the harbour?\nThe gate is shut."))),
                sent(Message.media("The gate as I found it", List.of(PHOTO))),
                direct(Message.media(null, List.of(PHOTO, PDF))),
                at(
                        "21:00:00",
                        live(
                                new Content.Edit(
                                        MessageRef.to(new ItemId(SampleEvents.CHAT, DAY, 101)),
                                        Message.text("Are you at the pier?")))),
                at(
                        "21:00:01",
                        live(
                                new Content.Reaction(
                                        MessageRef.to(new ItemId(SampleEvents.CHAT, DAY, 102)),
                                        "👍"))));
    }

    private static List<Event> colleagues() {
        List<Person> both = List.of(ALICE, CAROL);
        Chat chat = new Chat(SampleEvents.CHAT, ChatKind.UNKNOWN, "Carol Jones", null);
        Event.Direction out = Event.Direction.OUTGOING;
        Event.Direction in = Event.Direction.INCOMING;
        return List.of(
                event(chat, CAROL, both, in, Message.text("Lunch?")),
                event(chat, ALICE, both, out, Message.text("Yes")));
    }

    private static List<Event> groupDay() {
        List<Event> events = new ArrayList<>();
        events.add(group(BOB, Message.text("2026-11-22 18:54 UTC  Alice Smith\nI agree")));
        for (String name :
                List.of(
                        "message-mentions",
                        "message-poll",
                        "file-missing",
                        "deletion-by-admin",
                        "call-missed-group",
                        "membership-added",
                        "membership-left",
                        "message-contact",
                        "unreadable",
                        "gap",
                        "unknown")) {
            Event event = GoldenCases.all().get(name);
            events.add(inHarbour(requireNonNull(event)));
        }
        return events;
    }

    private static Event inHarbour(Event event) {
        return new Event(
                SampleEvents.groupChat("Project Harbour"),
                event.time(),
                event.sender(),
                event.members(),
                event.direction(),
                event.key(),
                event.content(),
                event.provenance());
    }

    private static Event nobody() {
        return requireNonNull(GoldenCases.all().get("notice-nobody-known"));
    }

    static Event at(String clock, Event event) {
        EventTime time =
                EventTime.utc(Instant.parse("2026-11-22T" + clock + "Z"), event.time().precision());
        return new Event(
                event.chat(),
                time,
                event.sender(),
                event.members(),
                event.direction(),
                event.key(),
                event.content(),
                event.provenance());
    }
}
