package dev.wharf.testkit.android;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Inserts rows into one table, in batches. A table or column that this generation lacks is left
/// out in silence, so that one story can be told to all of them.
final class TableRows implements AutoCloseable {
    private static final int BATCH = 2_000;

    private final @Nullable PreparedStatement insert;
    private final int[] places;
    private int waiting;

    /// @param present the columns that the table has, as in `CREATE TABLE`; null for no table
    /// @param columns of which [#add] gives the values
    TableRows(
            Connection connection, String table, @Nullable List<String> present, String... columns)
            throws SQLException {
        List<Integer> kept = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; present != null && i < columns.length; i++) {
            String name = columns[i];
            if (present.stream().anyMatch(column -> column.split(" ")[0].equals(name))) {
                kept.add(i);
                names.add(name);
            }
        }
        places = kept.stream().mapToInt(Integer::intValue).toArray();
        insert =
                present == null
                        ? null
                        : connection.prepareStatement(
                                "INSERT INTO %s (%s) VALUES (%s)"
                                        .formatted(
                                                table,
                                                String.join(", ", names),
                                                names.stream()
                                                        .map(_ -> "?")
                                                        .collect(Collectors.joining(", "))));
    }

    /// Whether there is such a table.
    boolean present() {
        return insert != null;
    }

    void add(@Nullable Object... values) throws SQLException {
        PreparedStatement statement = insert;
        if (statement == null) {
            return;
        }
        for (int i = 0; i < places.length; i++) {
            statement.setObject(i + 1, values[places[i]]);
        }
        statement.addBatch();
        if (++waiting == BATCH) {
            statement.executeBatch();
            waiting = 0;
        }
    }

    @Override
    public void close() throws SQLException {
        if (insert != null) {
            insert.executeBatch();
            insert.close();
        }
    }
}
