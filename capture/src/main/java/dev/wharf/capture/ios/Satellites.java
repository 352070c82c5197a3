package dev.wharf.capture.ios;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rows that belong to a message: what it has beside its text, and its receipts. Each is
/// pointed to by its message, and points back; either may be missing. For one thread.
final class Satellites implements AutoCloseable {
    private final Pair media;
    private final Pair info;

    Satellites(WorkingCopy chats) throws IOException {
        Schema schema = chats.schema();
        media = new Pair(chats, "ZWAMEDIAITEM", "ZMEDIAITEM", () -> MediaRow.select(schema), "a");
        info = new Pair(chats, "ZWAMESSAGEINFO", "ZMESSAGEINFO", () -> InfoRow.select(schema), "i");
    }

    @Nullable MediaRow media(MessageRow row, Notes notes) throws IOException {
        return media.find(row.media(), row, notes, MediaRow::of);
    }

    @Nullable InfoRow info(MessageRow row, Notes notes) throws IOException {
        return info.find(row.info(), row, notes, InfoRow::of);
    }

    /// One row of `ZWAMESSAGEINFO`.
    ///
    /// @param receipts null when there are none
    /// @param isOdd whether there are some that are no protobuf
    @SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
    record InfoRow(long pk, @Nullable ReceiptInfo receipts, boolean isOdd, byte[] json) {
        static Select select(Schema schema) {
            return new Select(schema, "ZWAMESSAGEINFO", "i")
                    .expression("pk", "i.rowid")
                    .columns("i", "zreceiptinfo")
                    .allColumns("i");
        }

        static InfoRow of(Row row) {
            byte[] bytes = row.blob("i.zreceiptinfo");
            ReceiptInfo receipts = ReceiptInfo.read(bytes).orElse(null);
            return new InfoRow(
                    row.integer("pk", 0), receipts, bytes != null && receipts == null, row.json());
        }
    }

    @Override
    public void close() {
        media.close();
        info.close();
    }

    /// Both ways to find a row of one table.
    private static final class Pair implements AutoCloseable {
        private final String table;
        private @Nullable Query byKey;
        private @Nullable Query byMessage;

        Pair(WorkingCopy chats, String table, String pointer, Supplier<Select> select, String alias)
                throws IOException {
            this.table = table;
            Schema schema = chats.schema();
            if (!schema.has(table)) {
                return;
            }
            if (schema.has("ZWAMESSAGE", pointer)) {
                byKey = chats.query(select.get().then("WHERE %s.rowid = ?".formatted(alias)));
            }
            if (schema.has(table, "ZMESSAGE") && pointsBackAlone(chats, table, pointer)) {
                chats.index(table, "ZMESSAGE");
                byMessage =
                        chats.query(
                                select.get()
                                        .then(
                                                "WHERE %1$s.ZMESSAGE = ? ORDER BY %1$s.rowid LIMIT 1"
                                                        .formatted(alias)));
            }
        }

        /// Whether there is a row whose message does not point to any.
        private static boolean pointsBackAlone(WorkingCopy chats, String table, String pointer)
                throws IOException {
            Schema schema = chats.schema();
            if (!schema.has("ZWAMESSAGE", pointer)) {
                return true;
            }
            String alone =
                    "WHERE EXISTS (SELECT 1 FROM ZWAMESSAGE m WHERE m.rowid = x.ZMESSAGE AND m.%s IS NULL) LIMIT 1"
                            .formatted(pointer);
            Select select = new Select(schema, table, "x").expression("one", "1").then(alone);
            Boolean found =
                    Damage.spare(
                            () -> {
                                try (Query query = chats.query(select)) {
                                    return query.first(row -> row.integer("one", 0)).isPresent();
                                }
                            },
                            () -> {});
            return found == null || found;
        }

        <T> @Nullable T find(
                @Nullable Long pointer,
                MessageRow row,
                Notes notes,
                Function<Row, @Nullable T> make)
                throws IOException {
            return Damage.spare(
                    () -> {
                        T found =
                                pointer == null || byKey == null
                                        ? null
                                        : first(byKey, pointer, make);
                        return found == null && byMessage != null
                                ? first(byMessage, row.pk(), make)
                                : found;
                    },
                    () ->
                            notes.note(
                                    "messages whose row of %s is damaged; what else is known of them was kept"
                                            .formatted(table),
                                    row.locator()));
        }

        private static <T> @Nullable T first(Query query, long key, Function<Row, @Nullable T> make)
                throws IOException {
            return query.first(make, key).orElse(null);
        }

        @Override
        public void close() {
            if (byKey != null) {
                byKey.close();
            }
            if (byMessage != null) {
                byMessage.close();
            }
        }
    }
}
