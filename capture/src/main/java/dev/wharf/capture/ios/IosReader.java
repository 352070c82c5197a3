package dev.wharf.capture.ios;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.capture.ios.Talks.Session;
import dev.wharf.core.chat.ChatKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Walks through a backup: chat by chat in the order of the list, message by message within each;
/// then messages of chats that are not listed; then the calls. One chat's people are in memory at a
/// time.
///
/// For one pass.
final class IosReader implements AutoCloseable {
    private static final int MOST_DAMAGES = 20;

    private final Stores stores;
    private final Scope scope;
    private final Instant otherwise;
    private final Notes notes;
    private final Out out;
    private final People people;
    private final Talks talks;
    private final Satellites satellites;
    private final MessageReader messages;
    private final List<String> damages = new ArrayList<>();

    /// What of it is taken beside chats and calls.
    record Scope(boolean status, boolean channels) {}

    /// Where events go, and what is counted beside them.
    interface Out {
        void said(Said said) throws IOException;

        /// A row of that type was read.
        default void type(String type) {}
    }

    IosReader(
            Stores stores,
            Owner owner,
            MediaReader media,
            Scope scope,
            Instant otherwise,
            Notes notes,
            Out out)
            throws IOException {
        this.stores = stores;
        this.scope = scope;
        this.otherwise = otherwise;
        this.notes = notes;
        this.out = out;
        WorkingCopy chats = stores.chats();
        chats.index("ZWAMESSAGE", "ZCHATSESSION", "ZSORT");
        chats.index("ZWAMESSAGE", "ZCHATSESSION", "ZMESSAGETYPE");
        chats.index("ZWAGROUPMEMBER", "ZCHATSESSION");
        this.people = new People(stores, owner.person());
        this.talks = new Talks(chats, people);
        this.satellites = new Satellites(chats);
        this.messages = new MessageReader(people, talks, satellites, media, otherwise, notes);
    }

    /// @return what could not be read, for a person; empty when all could
    List<String> read() throws IOException {
        Schema schema = stores.chats().schema();
        boolean listed = schema.has("ZWACHATSESSION") && schema.has("ZWAMESSAGE", "ZCHATSESSION");
        if (listed) {
            upToTheDamage("the list of chats", this::listed);
        }
        upToTheDamage("messages of chats that are not listed", () -> unlisted(listed));
        WorkingCopy calls = stores.at(StoreKind.CALLS);
        if (calls != null) {
            upToTheDamage("the calls", () -> calls(calls));
        }
        if (people.isDamaged()) {
            damages.add("names or numbers of people");
        }
        if (talks.isDamaged()) {
            damages.add("who is in which group");
        }
        return damages;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /// What comes before the damage was read, and what comes after in other chats will be.
    private void upToTheDamage(String what, Step step) throws IOException {
        Damage.spare(
                () -> {
                    step.run();
                    return null;
                },
                () -> damaged(what));
    }

    private void damaged(String what) {
        if (damages.size() < MOST_DAMAGES) {
            damages.add(what);
        }
    }

    private void listed() throws IOException {
        Schema schema = stores.chats().schema();
        String where = "WHERE m.ZCHATSESSION = ? " + Talks.order(schema);
        try (Query sessions =
                        stores.chats().query(Session.select(schema).then("ORDER BY s.rowid"));
                Query rows = stores.chats().query(MessageRow.select(schema).then(where))) {
            sessions.each(
                    row -> {
                        Session session = Session.of(row);
                        upToTheDamage(session.locator(), () -> chat(session, rows));
                    });
        }
    }

    private void chat(Session session, Query rows) throws IOException {
        Talk talk = talks.talk(session);
        noteState(session);
        long[] last = {0};
        boolean[] hurt = {false};
        Query.Visitor each =
                row -> {
                    MessageRow message = MessageRow.of(row);
                    last[0] = message.pk();
                    if (isLeftOut(talk)) {
                        leftOut(talk, message);
                    } else {
                        message(message, talk);
                    }
                };
        Damage.spare(
                () -> {
                    rows.each(each, session.pk());
                    return null;
                },
                () -> hurt[0] = true);
        if (hurt[0]) {
            long lost = new RowByRow(stores.chats()).read(session.pk(), last[0], each);
            damaged(
                    lost < 0
                            ? session.locator()
                            : "%s (%d messages)".formatted(session.locator(), lost));
        }
    }

    private void noteState(Session session) {
        if (session.removed()) {
            notes.note(
                    "chats that the phone's user had deleted; what was left of them was taken",
                    session.locator());
        }
        if (session.archived()) {
            notes.note("chats that the phone's user had archived", session.locator());
        }
        if (session.hidden()) {
            notes.note("chats that the phone hides", session.locator());
        }
    }

    private boolean isLeftOut(Talk talk) {
        ChatKind kind = talk.chat().kind();
        return (kind == ChatKind.STATUS && !scope.status())
                || (kind == ChatKind.CHANNEL && !scope.channels());
    }

    private void leftOut(Talk talk, MessageRow row) {
        boolean status = talk.chat().kind() == ChatKind.STATUS;
        notes.note(
                status
                        ? "status posts, which were left out; --include-status takes them"
                        : "posts in channels, which were left out; --include-channels takes them",
                row.locator());
    }

    private void unlisted(boolean listed) throws IOException {
        Schema schema = stores.chats().schema();
        String orphans =
                listed
                        ? "WHERE (m.ZCHATSESSION IS NULL OR NOT EXISTS (SELECT 1 FROM ZWACHATSESSION s WHERE s.rowid = m.ZCHATSESSION)) "
                        : "";
        String sql = orphans + "ORDER BY m.rowid";
        try (Query rows = stores.chats().query(MessageRow.select(schema).then(sql))) {
            rows.each(
                    found -> {
                        MessageRow row = MessageRow.of(found);
                        Talk talk = talks.unlisted(address(row));
                        if (isLeftOut(talk)) {
                            leftOut(talk, row);
                            return;
                        }
                        notes.note(
                                "messages of chats that the phone does not list any more",
                                row.locator());
                        message(row, talk);
                    });
        }
    }

    /// In a group what others wrote comes from the group's address.
    private static @Nullable String address(MessageRow row) {
        return row.fromMe() ? row.to() : row.from();
    }

    private void message(MessageRow row, Talk talk) throws IOException {
        out.type(row.type() == null ? "none" : Long.toString(row.type()));
        for (Said said : messages.read(row, talk)) {
            out.said(said);
        }
    }

    private void calls(WorkingCopy copy) throws IOException {
        try (CallReader calls = new CallReader(copy, people, otherwise, notes)) {
            calls.read(out::said);
        }
    }

    @Override
    public void close() {
        satellites.close();
        talks.close();
        people.close();
    }
}
