package dev.wharf.capture.ios;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.jid.Jid;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The chats that the phone lists (`ZWACHATSESSION`), with who is in them. What kind of chat one is
/// is told by its address; the list's own column only where there is none.
///
/// For one thread.
final class Talks implements AutoCloseable {
    private static final int MOST_CHANGES = 100_000;

    private final People people;
    private final GroupEvents events;
    private final @Nullable Query members;
    private final @Nullable Query member;
    private final @Nullable Query changes;
    private final @Nullable Query creator;
    private final @Nullable Query spoken;
    private boolean damaged;

    Talks(WorkingCopy chats, People people) {
        this.people = people;
        this.events = new GroupEvents(people);
        Schema schema = chats.schema();
        members =
                has(schema, "ZWAGROUPMEMBER", "ZCHATSESSION", "ZMEMBERJID")
                        ? chats.query(member(schema).then("WHERE g.ZCHATSESSION = ? LIMIT 4096"))
                        : null;
        member =
                has(schema, "ZWAGROUPMEMBER", "ZMEMBERJID")
                        ? chats.query(member(schema).then("WHERE g.rowid = ?"))
                        : null;
        changes =
                has(schema, "ZWAMESSAGE", "ZCHATSESSION", "ZMESSAGETYPE", "ZGROUPEVENTTYPE")
                        ? chats.query(
                                MessageRow.select(schema)
                                        .then(
                                                "WHERE m.ZCHATSESSION = ? AND m.ZMESSAGETYPE = 6 AND m.ZGROUPEVENTTYPE IN (2, 3, 7, 15, 23, 30, 50) %s LIMIT %d"
                                                        .formatted(order(schema), MOST_CHANGES)))
                        : null;
        creator =
                has(schema, "ZWAGROUPINFO", "ZCHATSESSION", "ZCREATORJID")
                        ? chats.query(
                                new Select(schema, "ZWAGROUPINFO", "i")
                                        .columns("i", "zcreatorjid")
                                        .then("WHERE i.ZCHATSESSION = ? LIMIT 1"))
                        : null;
        spoken =
                has(schema, "ZWAMESSAGE", "ZCHATSESSION", "ZFROMJID")
                        ? chats.query(
                                new Select(schema, "ZWAMESSAGE", "m")
                                        .columns("m", "zfromjid")
                                        .then(
                                                "WHERE m.ZCHATSESSION = ? AND m.ZFROMJID LIKE '%@s.whatsapp.net' LIMIT 1"))
                        : null;
    }

    private static boolean has(Schema schema, String table, String... columns) {
        for (String column : columns) {
            if (!schema.has(table, column)) {
                return false;
            }
        }
        return true;
    }

    private static Select member(Schema schema) {
        return new Select(schema, "ZWAGROUPMEMBER", "g").columns("g", "zmemberjid", "zisactive");
    }

    /// The order of the messages of one chat.
    static String order(Schema schema) {
        return schema.has("ZWAMESSAGE", "ZSORT") ? "ORDER BY m.ZSORT, m.rowid" : "ORDER BY m.rowid";
    }

    /// One row of `ZWACHATSESSION`.
    ///
    /// @param title what the phone calls the chat
    record Session(
            long pk,
            @Nullable String address,
            @Nullable String title,
            long type,
            boolean removed,
            boolean archived,
            boolean hidden) {

        static Select select(Schema schema) {
            return new Select(schema, "ZWACHATSESSION", "s")
                    .expression("pk", "s.rowid")
                    .columns(
                            "s",
                            "zcontactjid",
                            "zpartnername",
                            "zsessiontype",
                            "zremoved",
                            "zarchived",
                            "zhidden");
        }

        static Session of(Row row) {
            return new Session(
                    row.integer("pk", 0),
                    row.someText("s.zcontactjid"),
                    row.someText("s.zpartnername"),
                    row.integer("s.zsessiontype", -1),
                    row.flag("s.zremoved"),
                    row.flag("s.zarchived"),
                    row.flag("s.zhidden"));
        }

        String locator() {
            return "ZWACHATSESSION:" + pk;
        }
    }

    Talk talk(Session session) throws IOException {
        Jid jid = Jid.of(session.address());
        ChatKind kind = kind(jid, session.type());
        if (jid != null && kind == ChatKind.DIRECT) {
            return direct(jid, spoken(jid, session.pk()), session);
        }
        String address = jid == null ? session.address() : jid.address();
        String where = address == null ? session.locator() : address;
        Chat chat = new Chat(null, kind, session.title(), where);
        Roster roster = new Roster(people.owner(), members(session.pk()), changes(session.pk()));
        return new Talk(chat, jid, null, roster, session.removed());
    }

    /// A chat that the phone does not list, as its messages name it.
    Talk unlisted(@Nullable String address) throws IOException {
        Jid jid = Jid.of(address);
        if (jid != null && jid.isDirect()) {
            return direct(jid, null, new Session(0, address, null, -1, false, false, false));
        }
        ChatKind kind = kind(jid, -1);
        String where = jid == null ? address : jid.address();
        Roster roster = new Roster(people.owner(), Map.of(), List.of());
        return new Talk(new Chat(null, kind, null, where), jid, null, roster, false);
    }

    private Talk direct(Jid jid, @Nullable Jid spoken, Session session) throws IOException {
        Person other = people.person(jid, spoken);
        String address = Objects.requireNonNullElse(People.address(other), jid.address());
        String title = other.name() == null ? session.title() : other.name();
        Roster roster = new Roster(people.owner(), Map.of(other, true), List.of());
        Chat chat = new Chat(null, ChatKind.DIRECT, title, address);
        return new Talk(chat, jid, other, roster, session.removed());
    }

    private static ChatKind kind(@Nullable Jid jid, long type) {
        if (jid != null && jid.server().equals("status")) {
            return ChatKind.STATUS;
        }
        ChatKind kind = jid == null ? ChatKind.UNKNOWN : jid.kind();
        if (kind != ChatKind.UNKNOWN) {
            return kind;
        }
        return switch ((int) type) {
            case 1 -> ChatKind.GROUP;
            case 2 -> ChatKind.BROADCAST;
            case 3 -> ChatKind.STATUS;
            default -> ChatKind.UNKNOWN;
        };
    }

    /// In a chat of two that is listed by LID, the number from which the other side wrote.
    private @Nullable Jid spoken(Jid jid, long session) throws IOException {
        if (jid.lid() == null) {
            return null;
        }
        Jid from = Jid.of(text(spoken, "m.zfromjid", session));
        return from == null || from.address().equals(People.address(people.owner())) ? null : from;
    }

    private Map<Person, Boolean> members(long session) throws IOException {
        Map<Person, Boolean> all = new LinkedHashMap<>();
        each(
                members,
                row -> {
                    Person person = people.person(row.text("g.zmemberjid"));
                    if (person != null) {
                        // A database without the column lists only those who are in it.
                        boolean active = row.integer("g.zisactive", 1) != 0;
                        all.merge(person, active, Boolean::logicalOr);
                    }
                },
                session);
        return all;
    }

    private List<Roster.Change> changes(long session) throws IOException {
        List<Roster.Change> all = new ArrayList<>();
        each(changes, row -> change(MessageRow.of(row), all), session);
        return all;
    }

    private void change(MessageRow row, List<Roster.Change> all) throws IOException {
        GroupEvents.Happened happened = events.read(row, member(row.member()), null);
        if (happened.content() instanceof Membership change && !change.subjects().isEmpty()) {
            boolean went = change.action() == Action.LEFT || change.action() == Action.REMOVED;
            all.add(new Roster.Change(row.pk(), !went, change.subjects()));
        }
    }

    /// Whom a row of `ZWAGROUPMEMBER` names; null when there is no such row.
    @Nullable Person member(@Nullable Long pk) throws IOException {
        return pk == null ? null : people.person(text(member, "g.zmemberjid", pk));
    }

    @Nullable Person creator(long session) throws IOException {
        return people.person(text(creator, "i.zcreatorjid", session));
    }

    private @Nullable String text(@Nullable Query query, String column, long key)
            throws IOException {
        return query == null
                ? null
                : Damage.spare(
                        () ->
                                query.first(row -> String.valueOf(row.text(column)), key)
                                        .orElse(null),
                        () -> damaged = true);
    }

    private void each(@Nullable Query query, Query.Visitor visitor, long key) throws IOException {
        if (query != null) {
            Damage.spare(
                    () -> {
                        query.each(visitor, key);
                        return null;
                    },
                    () -> damaged = true);
        }
    }

    /// Whether a table of who is in which group turned out to be damaged.
    boolean isDamaged() {
        return damaged;
    }

    @Override
    public void close() {
        for (Query query : new Query[] {members, member, changes, creator, spoken}) {
            if (query != null) {
                query.close();
            }
        }
    }
}
