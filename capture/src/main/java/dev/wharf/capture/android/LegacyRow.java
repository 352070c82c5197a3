package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;

import org.jspecify.annotations.Nullable;

/// What every message of the table `messages` has, which held all of a message in one row,
/// addresses and files too. The table of quoted messages has the same columns.
///
/// @param chat address of the chat; null when the row has none
/// @param author address of whoever wrote it, in groups only
/// @param type as a number, -1 when it is none
/// @param size in bytes; of a system message its action
/// @param quoted row of the table of quoted messages, 0 for none
@SuppressWarnings("ArrayRecordComponent") // one per row; compared nowhere
record LegacyRow(
        String table,
        long id,
        @Nullable String chat,
        boolean fromMe,
        @Nullable String keyId,
        @Nullable String author,
        long status,
        long type,
        @Nullable String data,
        @Nullable Long timestamp,
        @Nullable Long received,
        @Nullable Long serverReceipt,
        @Nullable String url,
        @Nullable String mimeType,
        long size,
        @Nullable String name,
        @Nullable String caption,
        @Nullable String hash,
        long seconds,
        long origin,
        double latitude,
        double longitude,
        byte @Nullable [] serialized,
        byte @Nullable [] thumbnail,
        long quoted,
        @Nullable String mentioned,
        long editVersion,
        long forwarded) {
    static final String MESSAGES = "messages";
    static final String QUOTES = "messages_quotes";

    private static final long SYSTEM = 6;
    private static final long REVOKED = 7;
    private static final String[] COLUMNS = {
        "key_remote_jid",
        "key_from_me",
        "key_id",
        "remote_resource",
        "status",
        "media_wa_type",
        "data",
        "timestamp",
        "received_timestamp",
        "receipt_server_timestamp",
        "media_url",
        "media_mime_type",
        "media_size",
        "media_name",
        "media_caption",
        "media_hash",
        "media_duration",
        "origin",
        "latitude",
        "longitude",
        "thumb_image",
        "raw_data",
        "quoted_row_id",
        "mentioned_jids",
        "edit_version",
        "forwarded",
        "receipt_device_timestamp",
        "read_device_timestamp",
        "played_device_timestamp"
    };

    /// All columns, called `legacy.…`.
    static Select select(Schema schema, String table) {
        return new Select(schema, table, "legacy")
                .expression("id", id(schema, table))
                .columns("legacy", COLUMNS)
                .allColumns("legacy");
    }

    /// What tells the rows apart, and which came first.
    static String id(Schema schema, String table) {
        return schema.has(table, "_id") ? "legacy._id" : "legacy.rowid";
    }

    static LegacyRow of(String table, Row row) {
        return new LegacyRow(
                table,
                row.integer("id", 0),
                row.someText("legacy.key_remote_jid"),
                row.flag("legacy.key_from_me"),
                row.someText("legacy.key_id"),
                row.someText("legacy.remote_resource"),
                row.integer("legacy.status", 0),
                row.integer("legacy.media_wa_type", row.isNull("legacy.media_wa_type") ? 0 : -1),
                row.someText("legacy.data"),
                row.integer("legacy.timestamp"),
                row.integer("legacy.received_timestamp"),
                row.integer("legacy.receipt_server_timestamp"),
                row.someText("legacy.media_url"),
                row.someText("legacy.media_mime_type"),
                row.integer("legacy.media_size", 0),
                row.someText("legacy.media_name"),
                row.someText("legacy.media_caption"),
                row.someText("legacy.media_hash"),
                row.integer("legacy.media_duration", 0),
                row.integer("legacy.origin", 0),
                real(row, "legacy.latitude"),
                real(row, "legacy.longitude"),
                row.blob("legacy.thumb_image"),
                row.blob("legacy.raw_data"),
                row.integer("legacy.quoted_row_id", 0),
                row.someText("legacy.mentioned_jids"),
                row.integer("legacy.edit_version", 0),
                row.integer("legacy.forwarded", 0));
    }

    private static double real(Row row, String column) {
        Double value = row.real(column);
        return value == null ? 0 : value;
    }

    /// The first row of every database, which stands for no message.
    boolean isSentinel() {
        return id == 1 && ("-1".equals(chat) || "-1".equals(keyId));
    }

    /// Whether WhatsApp itself says it.
    boolean isSystem() {
        return status == SYSTEM;
    }

    boolean isRevoked() {
        return editVersion == REVOKED;
    }

    String locator() {
        return table + ":" + id;
    }
}
