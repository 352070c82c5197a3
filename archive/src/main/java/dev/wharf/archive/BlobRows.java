package dev.wharf.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The catalog's rows about stored content, as the writer changes them. For one thread.
final class BlobRows {
    private final Statements sql;
    private int last;

    BlobRows(Statements sql) throws SQLException {
        this.sql = sql;
        last = (int) sql.number(0, "SELECT max(number) FROM blob");
    }

    /// The number of a blob that gets one more holder.
    int hold(Entry.Blob blob) throws SQLException {
        try (ResultSet row =
                sql.query("SELECT number, removed FROM blob WHERE name = ?", blob.name().bytes())) {
            if (row.next()) {
                int number = row.getInt(1);
                if (row.getInt(2) != 0) {
                    sql.update("UPDATE blob SET removed = 0 WHERE number = ?", number);
                }
                return number;
            }
        }
        last++;
        sql.update(
                "INSERT INTO blob (number, name, size, removed) VALUES (?, ?, ?, 0)",
                last,
                blob.name().bytes(),
                blob.size());
        return last;
    }

    List<Integer> of(long item) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (ResultSet row =
                sql.query("SELECT blob FROM item_blob WHERE item = ? ORDER BY blob", item)) {
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
        }
        return numbers;
    }

    /// Marks a blob removed when neither a live item nor a live original holds its key.
    void removeIfUnheld(int blob) throws SQLException {
        sql.update(
                """
                UPDATE blob SET removed = 1
                WHERE number = ?
                  AND NOT EXISTS (SELECT 1 FROM item_blob h JOIN item i ON i.sequence = h.item
                                  WHERE h.blob = blob.number AND i.erased = 0)
                  AND NOT EXISTS (SELECT 1 FROM capture c
                                  WHERE c.blob = blob.number AND c.destroyed = 0)
                """,
                blob);
    }
}
