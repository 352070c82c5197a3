package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The messages of the table `messages`, which WhatsApp used until 2021, in the order in which they
/// were written, each followed by its receipts. For one thread; read as often as asked.
final class LegacyMessages implements AutoCloseable {
    private static final int CALL = 8;
    private static final int DELETED = 15;

    private final Chats chats;
    private final People people;
    private final Scope scope;
    private final @Nullable Query rows;
    private final LegacyContents contents;
    private final LegacySystem system;
    private final LegacyReceipts receipts;
    private final Calls calls;

    /// @param only which rows are read, as a condition over `messages AS legacy`; null for all
    LegacyMessages(
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
        this.calls = calls;
        rows =
                store.schema().has(LegacyRow.MESSAGES)
                        ? store.messages()
                                .query(
                                        LegacyRow.select(store.schema(), LegacyRow.MESSAGES)
                                                .then(
                                                        "%s ORDER BY %s"
                                                                .formatted(
                                                                        only == null
                                                                                ? ""
                                                                                : "WHERE " + only,
                                                                        LegacyRow.id(
                                                                                store.schema(),
                                                                                LegacyRow
                                                                                        .MESSAGES))))
                        : null;
        contents = new LegacyContents(store, people, chats);
        system = new LegacySystem(people);
        receipts = new LegacyReceipts(store, people);
    }

    void read(Out out) throws IOException {
        if (rows != null) {
            rows.each(row -> read(row, LegacyRow.of(LegacyRow.MESSAGES, row), out));
        }
    }

    private void read(Row raw, LegacyRow row, Out out) throws IOException {
        if (row.isSentinel()) {
            return;
        }
        Place place = chats.at(row.chat());
        if (scope.leavesOut(place.chat().kind())) {
            out.note(scope.words(place.chat().kind()), row.locator());
            return;
        }
        out.type(String.valueOf(row.type()));
        Scene scene = scene(row, place, out);
        Out.Raw bytes = raw::json;
        if (row.isSystem()) {
            system.read(row, scene, bytes, out);
        } else if (row.isRevoked() || row.type() == DELETED) {
            contents.deleted(row, scene, bytes, out);
        } else if (row.type() == CALL || row.type() == Calls.MISSED_CALL) {
            out.event(
                    row.locator(),
                    bytes,
                    scene.draft()
                            .saying(
                                    calls.of(
                                            row.id(),
                                            row.keyId(),
                                            scene,
                                            row.type() == Calls.MISSED_CALL,
                                            row.seconds())));
        } else {
            contents.read(row, scene, bytes, out);
        }
        receipts.read(row, raw, scene, out);
    }

    private Scene scene(LegacyRow row, Place place, Out out) throws IOException {
        EventTime time = Times.first(row.timestamp(), row.received(), row.serverReceipt());
        if (time == null) {
            out.note("messages without a time; they stand at 1970", row.locator());
            time = Times.of(0);
        }
        // Of a system message "from me" says nothing: who did it is named as the author.
        boolean mine = row.fromMe() && !row.isSystem();
        Who named = people.who(row.author());
        Who sender = named != null || row.isSystem() ? named : place.peer();
        Person person = mine ? people.owner() : sender == null ? null : sender.person();
        if (person == null && !row.isSystem()) {
            out.note("messages whose sender the database does not name", row.locator());
            person = Person.named("unknown sender");
        }
        boolean own = mine || (person != null && person.owner());
        String address = own ? people.ownerAddress() : sender == null ? null : sender.address();
        return new Scene(chats, people, place, time, own, person, address, row.keyId());
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
        contents.close();
        receipts.close();
    }
}
