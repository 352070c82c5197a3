package dev.wharf.capture.android;

import dev.wharf.capture.database.Select;

import java.io.IOException;
import java.util.List;

/// Rows that belong to messages which are not in the database: they are counted, and stay in the
/// original.
final class Orphans {
    /// Tables that hold what came for messages that had not come.
    private static final List<String> WAITING =
            List.of(
                    "message_orphan",
                    "message_orphaned_edit",
                    "message_quarantine",
                    "receipt_orphaned");

    /// Tables whose rows name their message, and the column that does.
    private static final List<String> BESIDE =
            List.of(
                    "message_media",
                    "message_quoted",
                    "message_text",
                    "message_thumbnail",
                    "message_vcard",
                    "message_location",
                    "message_system");

    private Orphans() {}

    static void count(Store store, Out out) throws IOException {
        for (String table : WAITING) {
            String id = store.schema().has(table, "_id") ? "_id" : "message_row_id";
            if (store.schema().has(table, id)) {
                note(
                        store,
                        new Select(store.schema(), table, "t").columns("t", id),
                        "t." + id,
                        table,
                        "rows of %s: changes of messages that the phone never got".formatted(table),
                        out);
            }
        }
        if (!store.schema().has("message", "_id")
                || store.count("message") == 0
                || store.count("messages") > 0) {
            // The old table's messages have rows there too.
            return;
        }
        for (String table : BESIDE) {
            if (store.schema().has(table, "message_row_id")) {
                note(
                        store,
                        new Select(store.schema(), table, "t")
                                .columns("t", "message_row_id")
                                .then(
                                        """
                                        WHERE NOT EXISTS
                                        (SELECT 1 FROM message AS m WHERE m._id = t.message_row_id)\
                                        """),
                        "t.message_row_id",
                        table,
                        "rows of %s whose message is gone".formatted(table),
                        out);
            }
        }
    }

    private static void note(
            Store store, Select rows, String id, String table, String what, Out out)
            throws IOException {
        store.each(
                rows,
                row -> out.note(what + "; they stay in the original", table + ":" + row.text(id)));
    }
}
