package dev.wharf.capture.ios;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads what is left of a chat in which a page is damaged: an index still tells which rows it has,
/// and each that lies elsewhere can be had by its number.
final class RowByRow {
    private static final int MOST = 5_000_000;

    private final WorkingCopy chats;
    private long lost;

    RowByRow(WorkingCopy chats) {
        this.chats = chats;
    }

    /// @param after the last row that was read; 0 for none
    /// @return how many rows cannot be read, -1 when nothing tells
    long read(long session, long after, Query.Visitor each) throws IOException {
        Schema schema = chats.schema();
        List<Long> all = rows(schema, session);
        int first = all.indexOf(after) + 1;
        if (all.isEmpty() || (after != 0 && first == 0)) {
            return -1;
        }
        try (Query row = chats.query(MessageRow.select(schema).then("WHERE m.rowid = ?"))) {
            for (long key : all.subList(first, all.size())) {
                Damage.spare(
                        () -> {
                            row.each(each, key);
                            return null;
                        },
                        () -> lost++);
            }
        }
        return lost;
    }

    /// Empty when the index is damaged too.
    private List<Long> rows(Schema schema, long session) throws IOException {
        List<Long> all = new ArrayList<>();
        boolean[] whole = {true};
        Select select =
                new Select(schema, "ZWAMESSAGE", "m")
                        .expression("pk", "m.rowid")
                        .then(
                                "WHERE m.ZCHATSESSION = ? %s LIMIT %d"
                                        .formatted(Talks.order(schema), MOST));
        Damage.spare(
                () -> {
                    try (Query query = chats.query(select)) {
                        query.each(row -> all.add(row.integer("pk", 0)), session);
                    }
                    return null;
                },
                () -> whole[0] = false);
        return whole[0] ? all : List.of();
    }
}
