package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;

/// The messages of the table `message`, in the order in which the app shows them, each followed by
/// what belongs to it: reactions, votes, receipts. For one thread; read as often as asked.
final class Messages implements AutoCloseable {
    private final Chats chats;
    private final People people;
    private final Scope scope;
    private final @Nullable Query rows;
    private final Contents contents;
    private final SystemMessages system;
    private final Deletions deletions;
    private final Calls calls;
    private final AddOns addOns;
    private final Receipts receipts;
    private final Recovered recovered;

    /// @param only which rows are read, as a condition over `message`; null for all
    Messages(
            Store store,
            People people,
            Chats chats,
            Calls calls,
            Scope scope,
            @Nullable String only)
            throws IOException {
        this.chats = chats;
        this.people = people;
        this.scope = scope;
        store.messages().index("message", "sort_id", "_id");
        String id = MessageRow.id(store.schema());
        String order =
                store.schema().has("message", "sort_id")
                        ? "ORDER BY message.sort_id, " + id
                        : "ORDER BY " + id;
        rows =
                store.schema().has("message")
                        ? store.messages()
                                .query(
                                        MessageRow.select(store.schema())
                                                .then(
                                                        (only == null ? "" : "WHERE " + only + " ")
                                                                + order))
                        : null;
        recovered = new Recovered(store);
        contents = new Contents(store, people, chats, recovered);
        system = new SystemMessages(store, people);
        deletions = new Deletions(store, people, recovered);
        this.calls = calls;
        addOns = new AddOns(store, people, contents.polls());
        receipts = new Receipts(store, people);
    }

    void read(Out out) throws IOException {
        if (rows != null) {
            rows.each(row -> read(row, MessageRow.of(row), out));
        }
    }

    private void read(Row raw, MessageRow row, Out out) throws IOException {
        if (row.isSentinel()) {
            return;
        }
        Place place = chats.at(row.chat());
        if (scope.leavesOut(place.chat().kind())) {
            out.note(scope.words(place.chat().kind()), row.locator());
            return;
        }
        out.type(String.valueOf(row.type()));
        if (place.chat().jid() == null) {
            out.note(
                    "messages of a chat that the database no longer lists; they are kept",
                    row.locator());
        }
        Scene scene = scene(row, place, out);
        Out.Raw bytes = raw::json;
        switch (Math.clamp(row.type(), -1, Integer.MAX_VALUE)) {
            case 7 -> system.read(row, scene, bytes, out);
            case 15, 64 -> deletions.read(row, scene, bytes, out);
            case 8, 10, 90 -> calls.read(row, scene, bytes, out);
            default -> contents.read(row, scene, bytes, out);
        }
        addOns.read(row, scene, out);
        receipts.read(row, scene, out);
    }

    private Scene scene(MessageRow row, Place place, Out out) throws IOException {
        EventTime time = Times.first(row.timestamp(), row.received(), row.serverReceipt());
        if (time == null) {
            out.note("messages without a time; they stand at 1970", row.locator());
            time = EventTime.utc(Instant.EPOCH, dev.wharf.core.event.TimePrecision.SECOND);
        }
        boolean system = row.type() == 7;
        // Of a system message "from me" says nothing: who did it is named as the sender.
        boolean mine = row.fromMe() && !system;
        Who named = people.who(row.sender());
        Who sender = named != null || system ? named : place.peer();
        Person person = mine ? people.owner() : sender == null ? null : sender.person();
        if (person == null && !system) {
            out.note("messages whose sender the database does not name", row.locator());
            person = Person.named("unknown sender");
        }
        boolean own = mine || (person != null && person.owner());
        String address = own ? people.ownerAddress() : sender == null ? null : sender.address();
        return new Scene(chats, people, place, time, own, person, address, id(row));
    }

    /// By which others refer to the message.
    private @Nullable String id(MessageRow row) throws IOException {
        return row.isDeleted() ? deletions.deletedId(row) : contents.id(row);
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
        contents.close();
        system.close();
        deletions.close();
        addOns.close();
        receipts.close();
        recovered.close();
    }
}
