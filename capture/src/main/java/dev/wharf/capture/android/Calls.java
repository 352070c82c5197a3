package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/// Calls: those that messages stand for, and the log of all calls. One that is in both is one
/// event, at the place of its message; so a pass asks for the messages' calls first, then for the
/// rest.
///
/// For one thread, and one pass at a time.
final class Calls implements AutoCloseable {
    /// The type of a message that stands for a missed call.
    static final long MISSED_CALL = 10;

    private static final long MISSED = 2;

    /// Rows beyond are told twice where they are messages too: nobody made as many calls.
    private static final long MOST = 1 << 26;

    /// Between the call in the log and the same call in the list of missed ones.
    private static final long SAME_MILLIS = 2_000;

    private final Store store;
    private final People people;
    private final Chats chats;
    private final Satellite linked;
    private final Satellite missed;
    private final Satellite missedPeople;
    private final Satellite old;
    private final Satellite participants;
    private final @Nullable Query byRow;
    private final @Nullable Query byId;
    private final @Nullable Query byTime;
    private final BitSet told = new BitSet();

    Calls(Store store, People people, Chats chats) throws IOException {
        this.store = store;
        this.people = people;
        this.chats = chats;
        linked = store.satellite("message_call_log", "message_row_id", "call_log_row_id");
        missed =
                store.satellite(
                        "missed_call_logs",
                        "message_row_id",
                        "_id",
                        "timestamp",
                        "video_call",
                        "group_jid_row_id");
        missedPeople = store.satellite("missed_call_log_participant", "call_logs_row_id", "jid");
        old =
                store.satellite(
                        "call_logs",
                        "message_row_id",
                        "timestamp",
                        "video_call",
                        "duration",
                        "call_result");
        participants = store.satellite("call_log_participant_v2", "call_log_row_id", "jid_row_id");
        byRow = query("_id", "WHERE c._id = ?");
        byId = query("call_id", "WHERE c.call_id IN (?1, 'call:' || ?1)");
        byTime =
                query(
                        "timestamp",
                        "WHERE c.timestamp BETWEEN ?1 - %1$d AND ?1 + %1$d ORDER BY abs(c.timestamp - ?1) LIMIT 8"
                                .formatted(SAME_MILLIS));
    }

    private @Nullable Query query(String needed, String where) {
        if (!store.schema().has("call_log", needed)) {
            return null;
        }
        store.messages().index("call_log", needed);
        return store.messages().query(log().then(where));
    }

    private Select log() {
        return new Select(store.schema(), "call_log", "c")
                .expression("row", id())
                .columns(
                        "c",
                        "jid_row_id",
                        "from_me",
                        "call_id",
                        "timestamp",
                        "video_call",
                        "duration",
                        "call_result",
                        "group_jid_row_id");
    }

    private String id() {
        return store.schema().has("call_log", "_id") ? "c._id" : "c.rowid";
    }

    /// Whether it is a log of calls: with any of what makes one.
    private boolean hasLog() {
        return Stream.of("_id", "jid_row_id", "call_id", "timestamp")
                .anyMatch(column -> store.schema().has("call_log", column));
    }

    /// A row of the log.
    ///
    /// @param result null when it has none
    private record Logged(
            long row,
            @Nullable Long jid,
            boolean own,
            @Nullable String id,
            @Nullable Long at,
            @Nullable Long video,
            long seconds,
            @Nullable Long result,
            long group) {

        static Logged of(Row row) {
            return new Logged(
                    row.integer("row", 0),
                    row.integer("c.jid_row_id"),
                    row.flag("c.from_me"),
                    row.someText("c.call_id"),
                    row.integer("c.timestamp"),
                    row.integer("c.video_call"),
                    row.integer("c.duration", 0),
                    row.integer("c.call_result"),
                    row.integer("c.group_jid_row_id", 0));
        }
    }

    /// Before a pass over the messages.
    void restart() {
        told.clear();
    }

    /// The event of a message that stands for a call.
    void read(MessageRow row, Scene scene, Out.Raw raw, Out out) throws IOException {
        Call call = of(row.id(), row.keyId(), scene, row.type() == MISSED_CALL, 0);
        out.event(row.locator(), raw, scene.draft().saying(call));
    }

    /// @param row of the message
    /// @param key of the message
    /// @param isMissed whether the message's type says that nobody answered
    /// @param seconds what the message itself says of its length, 0 for nothing
    Call of(long row, @Nullable String key, Scene scene, boolean isMissed, long seconds)
            throws IOException {
        Place place = scene.place();
        Logged logged = logged(row, key, place);
        if (logged != null) {
            if (logged.row() >= 0 && logged.row() < MOST) {
                told.set((int) logged.row());
            }
            return call(logged, place);
        }
        Call missedCall = missed(row, scene);
        if (missedCall != null) {
            return missedCall;
        }
        return old.first(row, found -> old(found, scene))
                .orElseGet(
                        () ->
                                new Call(
                                        Call.Medium.UNKNOWN,
                                        direction(scene.fromMe()),
                                        outcome(isMissed ? MISSED : null, scene.fromMe(), seconds),
                                        duration(seconds),
                                        peer(place),
                                        isGroup(place),
                                        null));
    }

    private @Nullable Logged logged(long row, @Nullable String key, Place place)
            throws IOException {
        Query rows = byRow;
        if (rows != null && linked.has(row)) {
            long call = linked.first(row, found -> found.integer("s.call_log_row_id")).orElse(-1L);
            Logged found = rows.first(Logged::of, call).orElse(null);
            if (found != null) {
                return found;
            }
        }
        Logged same = byId == null || key == null ? null : byId.first(Logged::of, key).orElse(null);
        if (same != null || byTime == null || !missed.has(row)) {
            return same;
        }
        long at = missed.first(row, found -> found.integer("s.timestamp")).orElse(0L);
        for (Logged near : byTime.list(Logged::of, at)) {
            Place where = place(near);
            if (where.chat().equals(place.chat()) && !near.own()) {
                return near;
            }
        }
        return null;
    }

    private @Nullable Call missed(long row, Scene scene) throws IOException {
        record Missed(long row, @Nullable Long video) {}
        Missed found =
                missed.first(
                                row,
                                columns ->
                                        new Missed(
                                                columns.integer("s._id", 0),
                                                columns.integer("s.video_call")))
                        .orElse(null);
        if (found == null) {
            return null;
        }
        Place place = scene.place();
        List<Person> there = new ArrayList<>(peer(place));
        for (String jid : missedPeople.list(found.row(), columns -> columns.someText("s.jid"))) {
            Who who = people.who(jid);
            add(there, who == null ? null : who.person());
        }
        boolean own = scene.fromMe();
        return new Call(
                medium(found.video()),
                direction(own),
                own ? Call.Outcome.UNANSWERED : Call.Outcome.MISSED,
                null,
                there,
                isGroup(place) || there.size() > 2,
                null);
    }

    private static Call old(Row row, Scene scene) {
        boolean own = scene.fromMe();
        long seconds = row.integer("s.duration", 0);
        Long result = row.integer("s.call_result");
        return new Call(
                medium(row.integer("s.video_call")),
                direction(own),
                outcome(result, own, seconds),
                duration(seconds),
                peer(scene.place()),
                isGroup(scene.place()),
                text(result));
    }

    private static boolean isGroup(Place place) {
        return place.chat().kind() == ChatKind.GROUP;
    }

    private static List<Person> peer(Place place) {
        Who peer = place.peer();
        return peer == null ? List.of() : List.of(peer.person());
    }

    /// Every call of the log that no message stood for in this pass.
    void rest(Out out) throws IOException {
        if (!hasLog()) {
            return;
        }
        store.each(
                log().allColumns("c").then("ORDER BY " + id()),
                row -> {
                    Logged logged = Logged.of(row);
                    if (logged.row() < 0 || logged.row() >= MOST || !told.get((int) logged.row())) {
                        event(logged, row, out);
                    }
                });
    }

    private void event(Logged logged, Row row, Out out) throws IOException {
        String locator = "call_log:" + logged.row();
        Place place = place(logged);
        EventTime time = Times.first(logged.at());
        if (time == null) {
            out.note("calls without a time, kept with the time 1970-01-01", locator);
            time = Times.of(0);
        }
        Call call = call(logged, place);
        Person caller = logged.own() ? people.owner() : people.person(logged.jid());
        MessageKey key =
                logged.id() == null
                        ? null
                        : new MessageKey(place.chat().jid(), logged.id(), logged.own(), null);
        out.event(
                locator,
                row::json,
                new Draft(place.chat(), time, chats.members(place, time.at(), caller))
                        .by(caller, logged.own() ? Direction.OUTGOING : Direction.INCOMING)
                        .keyed(key)
                        .saying(call));
    }

    /// The group's chat, else the one with whoever called or was called.
    private Place place(Logged logged) throws IOException {
        Who group = people.who(logged.group());
        Who other = group == null ? people.who(logged.jid()) : group;
        return chats.at(other == null ? null : other.jid().address());
    }

    private Call call(Logged logged, Place place) throws IOException {
        List<Person> there = new ArrayList<>();
        if (logged.own()) {
            there.add(people.owner());
        }
        if (!isGroup(place)) {
            add(there, people.person(logged.jid()));
        }
        for (Long jid : participants.list(logged.row(), row -> row.integer("s.jid_row_id"))) {
            add(there, people.person(jid));
        }
        return new Call(
                medium(logged.video()),
                direction(logged.own()),
                outcome(logged.result(), logged.own(), logged.seconds()),
                duration(logged.seconds()),
                there,
                isGroup(place) || there.size() > 2,
                text(logged.result()));
    }

    private static void add(List<Person> all, @Nullable Person person) {
        if (person != null && !all.contains(person)) {
            all.add(person);
        }
    }

    private static Call.Medium medium(@Nullable Long video) {
        return video == null
                ? Call.Medium.UNKNOWN
                : video == 0 ? Call.Medium.VOICE : Call.Medium.VIDEO;
    }

    private static Call.Direction direction(boolean own) {
        return own ? Call.Direction.OUTGOING : Call.Direction.INCOMING;
    }

    private static @Nullable Duration duration(long seconds) {
        return seconds > 0 && seconds < Integer.MAX_VALUE ? Duration.ofSeconds(seconds) : null;
    }

    /// A call that lasted was answered, whatever else stands there.
    private static Call.Outcome outcome(@Nullable Long result, boolean own, long seconds) {
        if (seconds > 0 && seconds < Integer.MAX_VALUE) {
            return Call.Outcome.ANSWERED;
        }
        return switch (result == null ? 0 : result.intValue()) {
            case (int) MISSED, 3 -> own ? Call.Outcome.UNANSWERED : Call.Outcome.MISSED;
            case 4 -> Call.Outcome.REJECTED;
            case 5 -> Call.Outcome.ANSWERED;
            default -> Call.Outcome.UNKNOWN;
        };
    }

    /// What we have no word for is said in the database's own.
    private static @Nullable String text(@Nullable Long result) {
        boolean known = result == null || result == 0 || (result >= 2 && result <= 5);
        return known ? null : "call_result " + result;
    }

    @Override
    public void close() {
        for (Satellite satellite : List.of(linked, missed, missedPeople, old, participants)) {
            satellite.close();
        }
        for (Query query : new @Nullable Query[] {byRow, byId, byTime}) {
            if (query != null) {
                query.close();
            }
        }
    }
}
