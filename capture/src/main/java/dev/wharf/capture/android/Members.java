package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Select;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Who was in a group when: those the database lists now, since when; those it lists as past, until
/// when; and what its system messages tell of comings and goings. Where it tells no beginning,
/// somebody was there from the start. The owner was always there, since the messages reached them.
///
/// For one thread.
final class Members implements AutoCloseable {
    private static final int REMEMBERED = 200;
    private static final int MOST = 5_000;

    private final People people;
    private final @Nullable Query now;
    private final @Nullable Query past;
    private final @Nullable Query old;
    private final Changes changes;
    private final Map<String, Timeline> groups =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Timeline> eldest) {
                    return size() > REMEMBERED;
                }
            };

    Members(Store store, People people) throws IOException {
        this.people = people;
        now =
                query(
                        store,
                        "group_participant_user",
                        "group_jid_row_id",
                        "user_jid_row_id",
                        "add_timestamp",
                        "pending");
        past =
                query(
                        store,
                        "group_past_participant_user",
                        "group_jid_row_id",
                        "user_jid_row_id",
                        "timestamp");
        old = query(store, "group_participants", "gjid", "jid", "pending");
        changes = Changes.of(store);
    }

    private static @Nullable Query query(
            Store store, String table, String group, String user, String... more) {
        if (!store.schema().has(table, group) || !store.schema().has(table, user)) {
            return null;
        }
        store.messages().index(table, group);
        return store.messages()
                .query(
                        new Select(store.schema(), table, "t")
                                .columns("t", user)
                                .columns("t", more)
                                .then(
                                        "WHERE t.%s = ? ORDER BY t.rowid LIMIT %d"
                                                .formatted(group, MOST)));
    }

    List<Person> at(Place place, Instant at) throws IOException {
        String key = place.row() + " " + place.jid() + " " + place.chat().jid();
        Timeline timeline = groups.get(key);
        if (timeline == null) {
            timeline = timeline(place);
            groups.put(key, timeline);
        }
        return timeline.at(at.toEpochMilli());
    }

    private Timeline timeline(Place place) throws IOException {
        Map<Person, Stay> stays = new LinkedHashMap<>();
        List<Long> added = new ArrayList<>();
        List<Who> present = new ArrayList<>();
        if (now != null && place.jid() > 0) {
            now.each(
                    row -> {
                        Who who = people.who(row.integer("t.user_jid_row_id"));
                        if (who != null && row.integer("t.pending", 0) != 1) {
                            present.add(who);
                            added.add(row.integer("t.add_timestamp", 0));
                        }
                    },
                    place.jid());
        }
        if (present.isEmpty() && old != null && place.chat().jid() != null) {
            old.each(
                    row -> {
                        Who who = people.who(row.someText("t.jid"));
                        if (who != null && row.integer("t.pending", 0) != 1) {
                            present.add(who);
                            added.add(0L);
                        }
                    },
                    place.chat().jid());
        }
        for (int i = 0; i < present.size(); i++) {
            Stay stay = stay(stays, present.get(i).person());
            stay.present = true;
            if (Times.isTime(added.get(i))) {
                stay.change(added.get(i), true);
            }
        }
        if (past != null && place.jid() > 0) {
            past.each(
                    row -> {
                        Who who = people.who(row.integer("t.user_jid_row_id"));
                        Long until = row.integer("t.timestamp");
                        if (who != null && Times.isTime(until)) {
                            stay(stays, who.person()).change(Objects.requireNonNull(until), false);
                        }
                    },
                    place.jid());
        }
        for (Changes.Change change : changes.of(place.row())) {
            Person person = people.person(change.user());
            if (person != null) {
                stay(stays, person).change(change.at(), change.joined());
            }
        }
        stays.keySet().removeIf(Person::owner);
        return new Timeline(people.owner(), stays);
    }

    private static Stay stay(Map<Person, Stay> stays, Person person) {
        return stays.computeIfAbsent(person, _ -> new Stay());
    }

    @Override
    public void close() {
        for (Query query : new @Nullable Query[] {now, past, old}) {
            if (query != null) {
                query.close();
            }
        }
    }

    /// When one person came and went.
    private static final class Stay {
        private final Map<Long, Boolean> changes = new java.util.TreeMap<>();
        private boolean present;

        /// One who left and came back in the same moment is there.
        void change(long at, boolean joined) {
            changes.merge(at, joined, Boolean::logicalOr);
        }

        boolean at(long at) {
            Boolean last = null;
            for (Map.Entry<Long, Boolean> change : changes.entrySet()) {
                if (change.getKey() > at) {
                    // Whoever leaves later, or is there now, was there unless they came later.
                    return last == null ? !change.getValue() : last;
                }
                last = change.getValue();
            }
            return last == null ? present : last || present;
        }
    }

    /// A group's members from change to change.
    private static final class Timeline {
        private final Person owner;
        private final Map<Person, Stay> stays;
        private final TreeSet<Long> moments = new TreeSet<>();
        private List<Person> current = List.of();
        private long from = Long.MAX_VALUE;
        private long until = Long.MIN_VALUE;

        Timeline(Person owner, Map<Person, Stay> stays) {
            this.owner = owner;
            this.stays = stays;
            stays.values().forEach(stay -> moments.addAll(stay.changes.keySet()));
        }

        List<Person> at(long at) {
            if (at < from || at >= until) {
                Long begin = moments.floor(at);
                Long end = moments.higher(at);
                from = begin == null ? Long.MIN_VALUE : begin;
                until = end == null ? Long.MAX_VALUE : end;
                Set<Person> there = new LinkedHashSet<>();
                there.add(owner);
                stays.forEach(
                        (person, stay) -> {
                            if (stay.at(at)) {
                                there.add(person);
                            }
                        });
                current = List.copyOf(there);
            }
            return current;
        }
    }

    /// What system messages tell of comings and goings, by chat.
    private record Changes(Map<Long, List<Change>> byChat) {
        private static final Set<Long> CAME = Set.of(4L, 12L, 20L, 52L, 79L);
        private static final int MOST_CHANGES = 1_000_000;

        record Change(long at, long user, boolean joined) {}

        static Changes of(Store store) throws IOException {
            Map<Long, List<Change>> byChat = new HashMap<>();
            var schema = store.schema();
            if (!schema.has("message_system", "action_type")
                    || !schema.has("message_system", "message_row_id")
                    || !schema.has("message", "_id")
                    || !schema.has("message", "chat_row_id")
                    || !schema.has("message", "timestamp")) {
                return new Changes(byChat);
            }
            store.messages().index("message_system_chat_participant", "message_row_id");
            store.each(
                    new Select(schema, "message_system", "s")
                            .leftJoin("message", "m", "m._id = s.message_row_id", "_id")
                            .leftJoin(
                                    "message_system_chat_participant",
                                    "p",
                                    "p.message_row_id = s.message_row_id",
                                    "message_row_id")
                            .columns("s", "action_type")
                            .columns("m", "chat_row_id", "timestamp", "sender_jid_row_id")
                            .columns("p", "user_jid_row_id")
                            .then(
                                    "WHERE s.action_type IN (4, 5, 7, 12, 13, 14, 20, 52, 79) LIMIT "
                                            + MOST_CHANGES),
                    row -> {
                        long action = row.integer("s.action_type", 0);
                        Long at = row.integer("m.timestamp");
                        Long user = row.integer("p.user_jid_row_id");
                        user = user == null ? row.integer("m.sender_jid_row_id") : user;
                        if (user != null && at != null && Times.isTime(at)) {
                            byChat.computeIfAbsent(
                                            row.integer("m.chat_row_id", -1),
                                            _ -> new ArrayList<>())
                                    .add(new Change(at, user, CAME.contains(action)));
                        }
                    });
            return new Changes(byChat);
        }

        List<Change> of(long chat) {
            return byChat.getOrDefault(chat, List.of());
        }
    }
}
