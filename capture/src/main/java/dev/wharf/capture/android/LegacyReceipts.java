package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Event.Direction;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Who has received, read and played the owner's messages: in chats of two the message's own row
/// says it, for groups the table `receipts`. For one thread.
final class LegacyReceipts implements AutoCloseable {
    private static final String DELIVERED = "receipt_device_timestamp";
    private static final String READ = "read_device_timestamp";
    private static final String PLAYED = "played_device_timestamp";

    private final People people;
    private final @Nullable Query byKey;

    LegacyReceipts(Store store, People people) {
        this.people = people;
        boolean any =
                store.schema().has("receipts", "key_remote_jid")
                        && store.schema().has("receipts", "key_id")
                        && store.schema().has("receipts", "remote_resource");
        if (any) {
            store.messages().index("receipts", "key_id");
        }
        byKey =
                any
                        ? store.messages()
                                .query(
                                        new Select(store.schema(), "receipts", "legacy")
                                                .expression("id", "legacy.rowid")
                                                .columns(
                                                        "legacy",
                                                        "remote_resource",
                                                        DELIVERED,
                                                        READ,
                                                        PLAYED)
                                                .then(
                                                        "WHERE legacy.key_id = ? AND legacy.key_remote_jid = ? ORDER BY legacy.rowid"))
                        : null;
    }

    void read(LegacyRow message, Row row, Scene scene, Out out) throws IOException {
        if (!scene.fromMe()) {
            return;
        }
        if (scene.place().isDirect()) {
            all(row, scene.place().peer(), scene, message.locator(), out);
        }
        if (byKey != null && message.keyId() != null && message.chat() != null) {
            byKey.each(
                    found -> {
                        Who who = people.who(found.someText("legacy.remote_resource"));
                        all(found, who, scene, "receipts:" + found.integer("id", 0), out);
                    },
                    message.keyId(),
                    message.chat());
        }
    }

    private static void all(Row row, @Nullable Who who, Scene scene, String locator, Out out)
            throws IOException {
        one(row, DELIVERED, Receipt.Status.DELIVERED, who, scene, locator, out);
        one(row, READ, Receipt.Status.READ, who, scene, locator, out);
        one(row, PLAYED, Receipt.Status.PLAYED, who, scene, locator, out);
    }

    private static void one(
            Row row,
            String column,
            Receipt.Status status,
            @Nullable Who who,
            Scene scene,
            String locator,
            Out out)
            throws IOException {
        Long at = row.integer("legacy." + column);
        if (at == null || !Times.isTime(at)) {
            return;
        }
        out.event(
                locator + "#" + column,
                row::json,
                scene.at(Times.of(at))
                        .by(null, Direction.OUTGOING)
                        .saying(
                                new Receipt(
                                        scene.ref(), status, who == null ? null : who.person())));
    }

    @Override
    public void close() {
        if (byKey != null) {
            byKey.close();
        }
    }
}
