package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Which of the two tables of messages tells the story. Until 2020 there was `messages`; since 2022
/// there is `message`; between them phones had both, and copied from one to the other at a pace of
/// their own. The fuller one leads, with equal counts the one that goes on for longer; whatever
/// only the other one has is read too, so that nothing is lost to the choice.
///
/// @param legacyLeads whether `messages` is read whole, and of `message` only what is not in it
record TableChoice(boolean hasLegacy, boolean hasNew, boolean legacyLeads) {
    private record Filled(long rows, long last) {
        static Filled of(Row row) {
            return new Filled(row.integer("rows", 0), row.integer("last", 0));
        }
    }

    static TableChoice of(Store store) throws IOException {
        Filled legacy = filled(store, "messages");
        Filled fresh = filled(store, "message");
        boolean more =
                legacy.rows() > fresh.rows()
                        || (legacy.rows() == fresh.rows() && legacy.last() > fresh.last());
        return new TableChoice(legacy.rows() > 0, fresh.rows() > 0, more);
    }

    /// Without the row that stands at the beginning of every table and is no message.
    private static Filled filled(Store store, String table) throws IOException {
        if (!store.schema().has(table)) {
            return new Filled(0, 0);
        }
        Select select = new Select(store.schema(), table, "t").expression("rows", "count(*)");
        select.expression(
                "last", store.schema().has(table, "timestamp") ? "max(t.timestamp)" : "0");
        String where = store.schema().has(table, "key_id") ? "WHERE t.key_id IS NOT '-1'" : "";
        return store.first(select.then(where), Filled::of).orElse(new Filled(0, 0));
    }

    /// What of `messages` is read, as a condition over `messages AS legacy`: those that `message`
    /// has not; null for all. One id may stand in several chats, so that equal ids alone say
    /// nothing.
    @Nullable String onlyLegacy(Store store) {
        Schema schema = store.schema();
        if (legacyLeads || !comparable(schema)) {
            return null;
        }
        store.messages().index("message", "key_id");
        return missing(
                        "message",
                        "other.key_id = legacy.key_id AND other.from_me = legacy.key_from_me")
                + sameChat(schema, "other", "legacy");
    }

    /// What of `message` is read when `messages` leads, as a condition over `message`; null for
    /// all.
    @Nullable String onlyNew(Store store) {
        Schema schema = store.schema();
        if (!legacyLeads || !comparable(schema)) {
            return null;
        }
        store.messages().index("messages", "key_id");
        return missing(
                        "messages",
                        "other.key_id = message.key_id AND other.key_from_me = message.from_me")
                + sameChat(schema, "message", "other");
    }

    private static String missing(String table, String sameKey) {
        return "NOT EXISTS (SELECT 1 FROM %s AS other WHERE %s".formatted(table, sameKey);
    }

    /// Rows were copied with their numbers; where they were not, the chat's address tells.
    private static String sameChat(Schema schema, String fresh, String legacy) {
        List<String> ways = new ArrayList<>();
        if (schema.has("message", "_id") && schema.has("messages", "_id")) {
            ways.add("%s._id = %s._id".formatted(fresh, legacy));
        }
        if (schema.has("chat", "_id")
                && schema.has("chat", "jid_row_id")
                && schema.has("jid", "_id")
                && schema.has("jid", "raw_string")
                && schema.has("message", "chat_row_id")
                && schema.has("messages", "key_remote_jid")) {
            ways.add(
                    """
                    EXISTS (SELECT 1 FROM chat AS c JOIN jid AS j ON j._id = c.jid_row_id
                    WHERE c._id = %s.chat_row_id AND j.raw_string = %s.key_remote_jid)\
                    """
                            .formatted(fresh, legacy));
        }
        return ways.isEmpty() ? ")" : " AND (%s))".formatted(String.join(" OR ", ways));
    }

    /// Whether the tables can be compared: both filled, and both with keys.
    private boolean comparable(Schema schema) {
        return hasLegacy
                && hasNew
                && schema.has("message", "key_id")
                && schema.has("message", "from_me")
                && schema.has("messages", "key_id")
                && schema.has("messages", "key_from_me");
    }
}
