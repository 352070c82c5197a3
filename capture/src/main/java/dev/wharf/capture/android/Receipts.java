package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Content.Receipt.Status;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;

import java.io.IOException;

/// Who got, read and played what the owner wrote, and when: `receipt_user`. For one thread.
final class Receipts implements AutoCloseable {
    private final Satellite rows;
    private final People people;

    Receipts(Store store, People people) throws IOException {
        this.people = people;
        rows =
                store.satellite(
                        "receipt_user",
                        "message_row_id",
                        "_id",
                        "receipt_user_jid_row_id",
                        "receipt_timestamp",
                        "read_timestamp",
                        "played_timestamp");
    }

    void read(MessageRow message, Scene scene, Out out) throws IOException {
        if (scene.id() == null) {
            return;
        }
        rows.each(message.id(), row -> read(row, scene, out));
    }

    private void read(Row row, Scene scene, Out out) throws IOException {
        Who who = people.who(row.integer("s.receipt_user_jid_row_id"));
        who = who == null ? scene.place().peer() : who;
        receipt(row, "s.receipt_timestamp", Status.DELIVERED, who, scene, out);
        receipt(row, "s.read_timestamp", Status.READ, who, scene, out);
        receipt(row, "s.played_timestamp", Status.PLAYED, who, scene, out);
    }

    private static void receipt(
            Row row,
            String column,
            Status status,
            @org.jspecify.annotations.Nullable Who who,
            Scene scene,
            Out out)
            throws IOException {
        EventTime when = Times.first(row.integer(column));
        if (when == null) {
            return;
        }
        out.event(
                "receipt_user:" + row.integer("s._id", -1),
                row::json,
                scene.at(when)
                        .by(null, Direction.OUTGOING)
                        .saying(
                                new Receipt(
                                        scene.ref(), status, who == null ? null : who.person())));
    }

    @Override
    public void close() {
        rows.close();
    }
}
