package dev.wharf.capture.android;

import dev.wharf.capture.database.MediaFiles;
import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Schema;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// One backup laid open: its database, its contacts and its media. For one thread; closing deletes
/// the working copies.
///
/// @param messages `msgstore.db`
/// @param contacts `wa.db`; null when it did not come along
record Store(WorkingCopy messages, @Nullable WorkingCopy contacts, MediaFiles media)
        implements AutoCloseable {

    Schema schema() {
        return messages.schema();
    }

    /// How many rows a table has; 0 when there is none.
    long count(String table) throws IOException {
        return schema().has(table)
                ? first(
                                new Select(schema(), table, "t").expression("n", "count(*)"),
                                row -> row.integer("n", 0))
                        .orElse(0L)
                : 0;
    }

    /// What is made of the first row of a select that is run once.
    <T> Optional<T> first(Select select, Function<Row, @Nullable T> make, Object... parameters)
            throws IOException {
        try (Query query = messages.query(select)) {
            return query.first(make, parameters);
        }
    }

    /// Every row of a select that is run once.
    void each(Select select, Query.Visitor visitor, Object... parameters) throws IOException {
        try (Query query = messages.query(select)) {
            query.each(visitor, parameters);
        }
    }

    Satellite satellite(String table, String id, String... columns) throws IOException {
        return Satellite.of(messages, table, id, columns);
    }

    @Override
    public void close() {
        try {
            if (contacts != null) {
                contacts.close();
            }
        } finally {
            messages.close();
        }
    }
}
