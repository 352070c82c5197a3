package dev.wharf.capture.android;

import dev.wharf.capture.database.Select;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Messages that the phone's user deleted and WhatsApp has not purged yet: `deleted_chat_job`. The
/// app hides them; their rows are whole. Which ones, the database's own view says
/// (`available_message_view`): of a chat all up to a row, with a limit of their own for those with
/// a star; the same for certain types; or single rows, by number.
record PendingDeletions(Map<Long, List<Job>> chats, Set<Long> single) {
    private static final int MOST = 100_000;

    /// @param upTo the last row that is deleted; 1 for none, as the view has it
    /// @param types as JSON, `["1","3"]`; null for none
    record Job(
            long upTo,
            long upToStarred,
            @Nullable String types,
            long ofTypes,
            long ofTypesStarred) {
        boolean covers(MessageRow message) {
            long id = message.id();
            boolean starred = message.starred();
            return id <= (starred ? upToStarred : upTo)
                    || (types != null
                            && types.contains("\"" + message.type() + "\"")
                            && id <= (starred ? ofTypesStarred : ofTypes));
        }
    }

    static PendingDeletions of(Store store) throws IOException {
        Map<Long, List<Job>> chats = new HashMap<>();
        Set<Long> single = new HashSet<>();
        if (!store.schema().has("deleted_chat_job", "chat_row_id")) {
            return new PendingDeletions(chats, single);
        }
        store.each(
                new Select(store.schema(), "deleted_chat_job", "d")
                        .columns(
                                "d",
                                "chat_row_id",
                                "deleted_message_row_id",
                                "deleted_starred_message_row_id",
                                "deleted_message_categories",
                                "deleted_categories_message_row_id",
                                "deleted_categories_starred_message_row_id",
                                "singular_message_delete_rows_id")
                        .then("LIMIT " + MOST),
                row -> {
                    Job job =
                            new Job(
                                    row.integer("d.deleted_message_row_id", 1),
                                    row.integer("d.deleted_starred_message_row_id", 1),
                                    row.someText("d.deleted_message_categories"),
                                    row.integer("d.deleted_categories_message_row_id", 1),
                                    row.integer("d.deleted_categories_starred_message_row_id", 1));
                    chats.computeIfAbsent(row.integer("d.chat_row_id", -1), _ -> new ArrayList<>(1))
                            .add(job);
                    numbers(row.someText("d.singular_message_delete_rows_id"), single);
                });
        return new PendingDeletions(chats, single);
    }

    private static void numbers(@Nullable String list, Set<Long> into) {
        if (list == null) {
            return;
        }
        for (String number : list.split("[^0-9]+", -1)) {
            if (!number.isEmpty() && number.length() < 19) {
                into.add(Long.valueOf(number));
            }
        }
    }

    boolean covers(MessageRow message) {
        return single.contains(message.id())
                || chats.getOrDefault(message.chat(), List.of()).stream()
                        .anyMatch(job -> job.covers(message));
    }
}
