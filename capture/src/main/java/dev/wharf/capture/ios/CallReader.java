package dev.wharf.capture.ios;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The calls of `CallHistory.sqlite`: those of chats that are no longer listed too.
///
/// For one thread.
final class CallReader implements AutoCloseable {
    private static final int MOST_PARTICIPANTS = 1_024;
    private static final double LONGEST = 366.0 * 24 * 3600;

    private final People people;
    private final Instant otherwise;
    private final Notes notes;
    private final Query calls;
    private final @Nullable Query participants;

    /// @param copy of a database that has `ZWACDCALLEVENT`
    CallReader(WorkingCopy copy, People people, Instant otherwise, Notes notes) {
        this.people = people;
        this.otherwise = otherwise;
        this.notes = notes;
        Schema schema = copy.schema();
        Select select =
                new Select(schema, "ZWACDCALLEVENT", "c")
                        .expression("pk", "c.rowid")
                        .columns(
                                "c",
                                "zdate",
                                "zduration",
                                "zoutcome",
                                "zcallidstring",
                                "zgroupjidstring",
                                "zgroupcallcreatoruserjidstring")
                        .allColumns("c");
        select.leftJoin("ZWAAGGREGATECALLEVENT", "g", "g.Z_PK = c.Z1CALLEVENTS");
        select.columns("g", "zincoming", "zvideo", "zmissed").then("ORDER BY c.rowid");
        calls = copy.query(select);
        boolean named =
                schema.has("ZWACDCALLEVENTPARTICIPANT", "Z1PARTICIPANTS")
                        && schema.has("ZWACDCALLEVENTPARTICIPANT", "ZJIDSTRING");
        if (named) {
            copy.index("ZWACDCALLEVENTPARTICIPANT", "Z1PARTICIPANTS");
        }
        participants =
                named
                        ? copy.query(
                                new Select(schema, "ZWACDCALLEVENTPARTICIPANT", "p")
                                        .columns("p", "zjidstring")
                                        .then(
                                                "WHERE p.Z1PARTICIPANTS = ? ORDER BY p.rowid LIMIT "
                                                        + MOST_PARTICIPANTS))
                        : null;
    }

    @FunctionalInterface
    interface Out {
        void said(Said said) throws IOException;
    }

    void read(Out out) throws IOException {
        calls.each(row -> out.said(call(row)));
    }

    private Said call(Row row) throws IOException {
        long pk = row.integer("pk", 0);
        String locator = "ZWACDCALLEVENT:" + pk;
        List<Person> others = others(pk, row);
        Jid group = Jid.of(row.text("c.zgroupjidstring"));
        boolean isGroup = (group != null && group.kind() == ChatKind.GROUP) || others.size() > 1;
        Call.Direction direction = direction(row, others);
        boolean mine = direction == Call.Direction.OUTGOING;
        EventTime time = AppleTime.of(row.real("c.zdate"));
        if (time == null) {
            notes.note("calls without a time", locator);
            time = AppleTime.instead(row.text("c.zdate"), otherwise);
        }
        List<Person> all = new ArrayList<>(List.of(people.owner()));
        all.addAll(others);
        Person caller = mine ? people.owner() : caller(row, others);
        Call content =
                new Call(
                        medium(row),
                        direction,
                        outcome(row, mine, locator),
                        duration(row),
                        all,
                        isGroup,
                        null);
        Direction seen =
                switch (direction) {
                    case OUTGOING -> Direction.OUTGOING;
                    case INCOMING -> Direction.INCOMING;
                    case UNKNOWN -> Direction.UNKNOWN;
                };
        Draft draft =
                new Draft(chat(group, others), time, all)
                        .by(direction == Call.Direction.UNKNOWN ? null : caller, seen);
        Draft keyed = draft.keyed(key(row, draft, time)).saying(content);
        return new Said(keyed, locator, raw(row, others));
    }

    private List<Person> others(long pk, Row row) throws IOException {
        Set<Person> all = new LinkedHashSet<>();
        Person creator = people.person(row.text("c.zgroupcallcreatoruserjidstring"));
        if (creator != null && !creator.owner()) {
            all.add(creator);
        }
        if (participants != null) {
            participants.each(
                    one -> {
                        Person person = people.person(one.text("p.zjidstring"));
                        if (person != null && !person.owner()) {
                            all.add(person);
                        }
                    },
                    pk);
        }
        return List.copyOf(all);
    }

    private static Chat chat(@Nullable Jid group, List<Person> others) {
        if (group != null && group.kind() == ChatKind.GROUP) {
            return new Chat(null, ChatKind.GROUP, null, group.address());
        }
        if (others.size() == 1) {
            Person other = others.getFirst();
            return new Chat(null, ChatKind.DIRECT, other.name(), People.address(other));
        }
        return new Chat(null, ChatKind.UNKNOWN, null, null);
    }

    private Call.Direction direction(Row row, List<Person> others) throws IOException {
        Long incoming = row.integer("g.zincoming");
        if (incoming != null) {
            return incoming == 0 ? Call.Direction.OUTGOING : Call.Direction.INCOMING;
        }
        Person creator = people.person(row.text("c.zgroupcallcreatoruserjidstring"));
        if (creator == null) {
            return Call.Direction.UNKNOWN;
        }
        return creator.owner()
                ? Call.Direction.OUTGOING
                : others.contains(creator) ? Call.Direction.INCOMING : Call.Direction.UNKNOWN;
    }

    private @Nullable Person caller(Row row, List<Person> others) throws IOException {
        Person creator = people.person(row.text("c.zgroupcallcreatoruserjidstring"));
        if (creator != null) {
            return creator;
        }
        return others.size() == 1 ? others.getFirst() : null;
    }

    private static Call.Medium medium(Row row) {
        Long video = row.integer("g.zvideo");
        return video == null
                ? Call.Medium.UNKNOWN
                : video == 0 ? Call.Medium.VOICE : Call.Medium.VIDEO;
    }

    private Call.Outcome outcome(Row row, boolean mine, String locator) {
        long outcome = row.integer("c.zoutcome", -1);
        return switch ((int) outcome) {
            case 0 ->
                    duration(row) != null
                            ? Call.Outcome.ANSWERED
                            : mine ? Call.Outcome.UNANSWERED : Call.Outcome.UNKNOWN;
            case 1 -> Call.Outcome.MISSED;
            case 2 -> Call.Outcome.FAILED;
            case 4 -> Call.Outcome.REJECTED;
            default -> {
                notes.note(
                        "calls that ended in a way that this version does not know (%d)"
                                .formatted(outcome),
                        locator);
                yield row.flag("g.zmissed") ? Call.Outcome.MISSED : Call.Outcome.UNKNOWN;
            }
        };
    }

    private static @Nullable Duration duration(Row row) {
        Double seconds = row.real("c.zduration");
        return seconds == null || seconds <= 0 || seconds > LONGEST
                ? null
                : Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static @Nullable MessageKey key(Row row, Draft draft, EventTime time) {
        String id = row.someText("c.zcallidstring");
        if (id == null && time.localText() != null) {
            return null;
        }
        String about =
                String.join(
                        ",",
                        draft.members().stream()
                                .map(People::address)
                                .filter(Objects::nonNull)
                                .sorted()
                                .toList());
        String name = id == null ? "call@%d:%s".formatted(time.at().getEpochSecond(), about) : id;
        return new MessageKey(draft.chat().jid(), name.replace(' ', '_'), null, null);
    }

    private static byte[] raw(Row row, List<Person> others) {
        String addresses =
                String.join(
                        "\",\"",
                        others.stream().map(People::address).filter(Objects::nonNull).toList());
        return Raw.of("ZWACDCALLEVENT", row.json())
                .and(
                        "ZWACDCALLEVENTPARTICIPANT",
                        (addresses.isEmpty() ? "[]" : "[\"" + addresses + "\"]")
                                .getBytes(StandardCharsets.UTF_8))
                .json();
    }

    @Override
    public void close() {
        calls.close();
        if (participants != null) {
            participants.close();
        }
    }
}
