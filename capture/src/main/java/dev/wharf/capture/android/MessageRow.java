package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;

import org.jspecify.annotations.Nullable;

/// What every message of the table `message` has.
///
/// @param id its row, by which satellites name it
/// @param keyId WhatsApp's own id; null when the row has none
/// @param sender row of `jid`; null, 0 or -1 where the chat tells, or it is the owner
/// @param timestamp when it was sent, by its sender, milliseconds
record MessageRow(
        long id,
        long chat,
        boolean fromMe,
        @Nullable String keyId,
        @Nullable Long sender,
        long type,
        @Nullable String text,
        @Nullable Long timestamp,
        @Nullable Long received,
        @Nullable Long serverReceipt,
        long originationFlags,
        long origin,
        long viewMode,
        boolean starred) {
    private static final String TABLE = "message";
    private static final String[] COLUMNS = {
        "_id",
        "chat_row_id",
        "from_me",
        "key_id",
        "sender_jid_row_id",
        "message_type",
        "text_data",
        "timestamp",
        "received_timestamp",
        "receipt_server_timestamp",
        "origination_flags",
        "origin",
        "view_mode",
        "starred"
    };

    /// All columns, called `message.…`.
    static Select select(Schema schema) {
        return new Select(schema, TABLE, TABLE)
                .expression("message._id", id(schema))
                .columns(TABLE, COLUMNS)
                .allColumns(TABLE);
    }

    /// What tells the rows apart, and which came first.
    static String id(Schema schema) {
        return schema.has(TABLE, "_id") ? "message._id" : "message.rowid";
    }

    static MessageRow of(Row row) {
        return new MessageRow(
                row.integer("message._id", 0),
                row.integer("message.chat_row_id", -1),
                row.flag("message.from_me"),
                row.someText("message.key_id"),
                row.integer("message.sender_jid_row_id"),
                row.integer("message.message_type", 0),
                row.someText("message.text_data"),
                row.integer("message.timestamp"),
                row.integer("message.received_timestamp"),
                row.integer("message.receipt_server_timestamp"),
                row.integer("message.origination_flags", 0),
                row.integer("message.origin", 0),
                row.integer("message.view_mode", 0),
                row.flag("message.starred"));
    }

    /// The first row of every database, which stands for no message.
    boolean isSentinel() {
        return chat == -1 && id == 1 && (keyId == null || keyId.equals("-1"));
    }

    /// Whether it was deleted for everyone, by its sender or by an admin.
    boolean isDeleted() {
        return type == 15 || type == 64;
    }

    String locator() {
        return "message:" + id;
    }
}
