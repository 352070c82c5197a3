package dev.wharf.archive;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The catalog's rows of new items: gathered, and inserted many by one statement. That costs a
/// quarter less than a statement each: while one runs, SQLite keeps its place at the end of the
/// table and of the indexes that only grow there. For one thread.
final class ItemRows {
    /// More gain nothing measurable, and databases allow some ten thousands of parameters at most.
    private static final int MOST_POWER = 8;

    private static final int MOST = 1 << MOST_POWER;

    private static final String COLUMNS =
            """
            INSERT INTO item (sequence, conversation, day, tag, second, kind, sender, target,
                              audience, source, line, place, length, specimen, erased)
            VALUES\s""";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";

    /// By the power of two that says how many rows it inserts.
    private static final List<String> INSERTS =
            IntStream.rangeClosed(0, MOST_POWER)
                    .mapToObj(power -> COLUMNS + ROW + (", " + ROW).repeat((1 << power) - 1))
                    .toList();

    private final Statements sql;
    private final List<Row> waiting = new ArrayList<>(MOST);

    ItemRows(Statements sql) {
        this.sql = sql;
    }

    /// An item, and what it refers to as the catalog numbers it.
    record Row(
            long sequence, Entry.Item item, int audience, int source, long place, int specimen) {}

    void add(Row row) throws SQLException {
        waiting.add(row);
        if (waiting.size() == MOST) {
            flush();
        }
    }

    /// Inserts what waits; no query sees it before.
    ///
    /// @throws WharfException BUG for an id that is taken
    void flush() throws SQLException {
        int done = 0;
        try {
            while (done < waiting.size()) {
                int rows = Integer.highestOneBit(waiting.size() - done);
                insert(waiting.subList(done, done + rows));
                done += rows;
            }
        } catch (SQLException failure) {
            if (failure.getMessage() != null && failure.getMessage().contains("UNIQUE")) {
                throw new WharfException(
                        ErrorCode.BUG,
                        "archiving items: an id of this group is already taken",
                        failure);
            }
            throw failure;
        }
        waiting.clear();
    }

    private void insert(List<Row> rows) throws SQLException {
        PreparedStatement insert = sql.get(INSERTS.get(Integer.numberOfTrailingZeros(rows.size())));
        int at = 0;
        for (Row row : rows) {
            at = bind(insert, at, row);
        }
        insert.executeUpdate();
    }

    /// @return the last parameter bound
    private static int bind(PreparedStatement insert, int before, Row row) throws SQLException {
        Entry.Item item = row.item;
        ItemId target = item.target();
        int at = before;
        insert.setLong(++at, row.sequence);
        insert.setLong(++at, item.id().conversation().value());
        insert.setInt(++at, item.id().day());
        insert.setLong(++at, Rows.tag(item.id().tag()));
        insert.setLong(++at, item.second());
        insert.setInt(++at, item.kind());
        insert.setInt(++at, item.sender());
        insert.setBytes(++at, target == null ? null : target.bytes());
        insert.setInt(++at, row.audience);
        insert.setInt(++at, row.source);
        insert.setLong(++at, item.line());
        insert.setLong(++at, row.place);
        insert.setInt(++at, item.length());
        insert.setInt(++at, row.specimen);
        return at;
    }
}
