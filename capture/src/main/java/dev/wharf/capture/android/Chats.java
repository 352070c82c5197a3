package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.jid.Jid;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The chats of the database, by row of `chat` or by address, and who is in them. A person's two
/// chats (by number, by LID) have one address where a map proves that they are one person's. For
/// one thread.
final class Chats implements AutoCloseable {
    private static final int REMEMBERED = 100_000;

    private final People people;
    private final Members members;
    private final @Nullable Query byRow;
    private final @Nullable Query subjects;
    private final @Nullable Query channels;
    private final @Nullable Query oldSubjects;
    private final Map<Long, Place> rows = new HashMap<>();
    private final Map<String, Place> addresses = new HashMap<>();

    Chats(Store store, People people) throws IOException {
        this.people = people;
        this.members = new Members(store, people);
        var schema = store.schema();
        byRow =
                schema.has("chat", "_id")
                        ? store.messages()
                                .query(
                                        new Select(schema, "chat", "c")
                                                .columns("c", "jid_row_id", "subject")
                                                .leftJoin("jid", "t", "t._id = c.jid_row_id", "_id")
                                                .columns("t", "raw_string", "user", "server")
                                                .then("WHERE c._id = ?"))
                        : null;
        subjects =
                schema.has("chat", "jid_row_id") && schema.has("jid", "raw_string")
                        ? store.messages()
                                .query(
                                        new Select(schema, "jid", "j")
                                                .leftJoin("chat", "c", "c.jid_row_id = j._id")
                                                .columns("c", "_id", "subject")
                                                .columns("j", "_id")
                                                .then("WHERE j.raw_string = ?"))
                        : null;
        oldSubjects =
                schema.has("chat_list", "key_remote_jid") && schema.has("chat_list", "subject")
                        ? store.messages()
                                .query(
                                        new Select(schema, "chat_list", "l")
                                                .columns("l", "subject")
                                                .then("WHERE l.key_remote_jid = ?"))
                        : null;
        channels =
                schema.has("newsletter", "chat_row_id")
                        ? store.messages()
                                .query(
                                        new Select(schema, "newsletter", "n")
                                                .columns("n", "name")
                                                .then("WHERE n.chat_row_id = ?"))
                        : null;
    }

    /// The chat of a row; one without an address when there is no such row, so that what was said
    /// in it is kept.
    Place at(long row) throws IOException {
        Place known = rows.get(row);
        if (known == null) {
            known = byRow == null ? null : byRow.first(found -> read(row, found), row).orElse(null);
            known = known == null ? orphan(row) : named(known);
            if (rows.size() >= REMEMBERED) {
                rows.clear();
            }
            rows.put(row, known);
        }
        return known;
    }

    /// The chat of an address (`key_remote_jid`).
    Place at(@Nullable String address) throws IOException {
        String text = address == null ? "" : address;
        Place known = addresses.get(text);
        if (known == null) {
            Jid jid = Jid.of(text);
            known = jid == null ? unaddressed(text) : named(read(jid, text));
            if (addresses.size() >= REMEMBERED) {
                addresses.clear();
            }
            addresses.put(text, known);
        }
        return known;
    }

    private record Found(long row, long jid, @Nullable String subject) {}

    private Place read(Jid jid, String text) throws IOException {
        Found found =
                subjects == null
                        ? null
                        : subjects.first(
                                        row ->
                                                new Found(
                                                        row.integer("c._id", -1),
                                                        row.integer("j._id", -1),
                                                        row.someText("c.subject")),
                                        text)
                                .orElse(null);
        return found == null
                ? new Place(-1, -1, chat(jid, null), null)
                : new Place(found.row(), found.jid(), chat(jid, found.subject()), null);
    }

    private static @Nullable Place read(long id, Row row) {
        Jid jid = People.jid(row);
        return jid.equals(Jids.NONE) || jid.equals(Jids.OWNER)
                ? null
                : new Place(
                        id,
                        row.integer("c.jid_row_id", -1),
                        chat(jid, row.someText("c.subject")),
                        null);
    }

    private static Chat chat(Jid jid, @Nullable String subject) {
        return new Chat(null, jid.kind(), subject, jid.address());
    }

    /// With the other side's number as the address where it is known, and the name as the title.
    private Place named(Place place) throws IOException {
        Chat chat = place.chat();
        Who peer = chat.kind() == ChatKind.DIRECT ? people.who(chat.jid()) : null;
        if (peer != null) {
            Chat named = new Chat(null, ChatKind.DIRECT, peer.person().name(), peer.address());
            return new Place(place.row(), place.jid(), named, peer);
        }
        String title = chat.title();
        if (title == null && channels != null && chat.kind() == ChatKind.CHANNEL) {
            title =
                    channels.first(row -> String.valueOf(row.someText("n.name")), place.row())
                            .filter(name -> !name.equals("null"))
                            .orElse(null);
        }
        if (title == null && oldSubjects != null && chat.jid() != null) {
            title =
                    oldSubjects
                            .<String>first(row -> row.someText("l.subject"), chat.jid())
                            .orElse(null);
        }
        if (title == null && chat.jid() != null) {
            title = people.nameOfChat(chat.jid());
        }
        return new Place(
                place.row(), place.jid(), new Chat(null, chat.kind(), title, chat.jid()), null);
    }

    private static Place orphan(long row) {
        return new Place(
                row,
                -1,
                new Chat(
                        null,
                        ChatKind.UNKNOWN,
                        "chat %d, which is no longer listed".formatted(row),
                        null),
                null);
    }

    private static Place unaddressed(String text) {
        return new Place(
                -1,
                -1,
                new Chat(
                        null,
                        ChatKind.UNKNOWN,
                        text.isEmpty() ? "a chat without an address" : text,
                        null),
                null);
    }

    /// Everybody known to have been in a chat at a time: the owner first, whoever speaks among
    /// them.
    List<Person> members(Place place, Instant at, @Nullable Person speaker) throws IOException {
        Person owner = people.owner();
        if (place.peer() != null) {
            Person peer = place.peer().person();
            return peer.owner() ? List.of(owner) : with(List.of(owner, peer), speaker);
        }
        return with(members.at(place, at), speaker);
    }

    private static List<Person> with(List<Person> known, @Nullable Person speaker) {
        if (speaker == null || speaker.owner() || known.contains(speaker)) {
            return known;
        }
        List<Person> all = new ArrayList<>(known);
        all.add(speaker);
        return all;
    }

    @Override
    public void close() {
        for (Query query : new @Nullable Query[] {byRow, subjects, channels, oldSubjects}) {
            if (query != null) {
                query.close();
            }
        }
        members.close();
    }
}
