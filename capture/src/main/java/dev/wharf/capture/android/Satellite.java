package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// A table whose rows belong to messages, which may be missing: most messages have no row in most
/// of them, so it is first learnt which ones have, and only for those the table is asked.
///
/// Columns are called `s.text_data` in [Row]. For one thread.
final class Satellite implements AutoCloseable {
    private final IdSet messages = new IdSet();
    private final @Nullable Query query;

    private Satellite(@Nullable Query query) {
        this.query = query;
    }

    /// @param id the column that names the message
    static Satellite of(WorkingCopy copy, String table, String id, String... columns)
            throws IOException {
        if (!copy.schema().has(table, id)) {
            return new Satellite(null);
        }
        return of(copy, new Select(copy.schema(), table, "s").columns("s", columns), table, id);
    }

    /// @param select of the table as `s`, without what follows FROM
    /// @param id must be there
    static Satellite of(WorkingCopy copy, Select select, String table, String id)
            throws IOException {
        copy.index(table, id);
        String order = copy.schema().has(table, "_id") ? "s._id" : "s." + id;
        Satellite satellite =
                new Satellite(
                        copy.query(select.then("WHERE s.%s = ? ORDER BY %s".formatted(id, order))));
        Select ids =
                new Select(copy.schema(), table, "s")
                        .expression("id", "DISTINCT s." + id)
                        .then("WHERE s.%1$s IS NOT NULL ORDER BY s.%1$s".formatted(id));
        try (Query all = copy.query(ids)) {
            all.each(row -> satellite.messages.add(row.integer("id", 0)));
        }
        return satellite;
    }

    /// One that never has a row.
    static Satellite none() {
        return new Satellite(null);
    }

    boolean has(long message) {
        return messages.has(message);
    }

    /// How many messages have rows.
    int messages() {
        return messages.size();
    }

    void each(long message, Query.Visitor visitor) throws IOException {
        if (query != null && messages.has(message)) {
            query.each(visitor, message);
        }
    }

    /// What is made of each row; nulls are left out.
    <T> List<T> list(long message, Function<Row, @Nullable T> make) throws IOException {
        if (query == null || !messages.has(message)) {
            return List.of();
        }
        List<T> all = new ArrayList<>();
        query.each(
                row -> {
                    T made = make.apply(row);
                    if (made != null) {
                        all.add(made);
                    }
                },
                message);
        return all;
    }

    /// What is made of the first row.
    <T> Optional<T> first(long message, Function<Row, @Nullable T> make) throws IOException {
        List<T> all = list(message, make);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(Objects.requireNonNull(all.getFirst()));
    }

    @Override
    public void close() {
        if (query != null) {
            query.close();
        }
    }
}
