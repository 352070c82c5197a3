package dev.wharf.capture.ios;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.database.WorkingCopy;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Looks a value up by an address in a table that is not needed for the messages themselves: when
/// it is missing or turns out to be damaged, nothing is found in it. For one thread.
final class Lookup implements AutoCloseable {
    private final List<String> columns;
    private @Nullable Query query;
    private boolean damaged;

    private Lookup(@Nullable Query query, List<String> columns) {
        this.query = query;
        this.columns = columns;
    }

    /// @param copy null when there is no such database
    /// @param key the column that holds the address, as text or as a blob of it
    /// @param columns to be read, in lower case; those that are missing read as NULL
    static Lookup of(@Nullable WorkingCopy copy, String table, String key, String... columns) {
        if (copy == null || !copy.schema().has(table, key)) {
            return new Lookup(null, List.of());
        }
        copy.index(table, key);
        String condition =
                "WHERE t.%1$s IN (?1, ?2, CAST(?1 AS BLOB), CAST(?2 AS BLOB)) ORDER BY t.rowid LIMIT 8"
                        .formatted(key);
        try {
            return new Lookup(
                    copy.query(
                            new Select(copy.schema(), table, "t")
                                    .columns("t", columns)
                                    .then(condition)),
                    Arrays.stream(columns).map(column -> "t." + column).toList());
        } catch (WharfException e) {
            return broken(e);
        }
    }

    private static Lookup broken(WharfException e) {
        if (e.code() != ErrorCode.INPUT_UNREADABLE) {
            throw e;
        }
        Lookup none = new Lookup(null, List.of());
        none.damaged = true;
        return none;
    }

    /// What the first row gives, and of it the first column, that gives anything.
    ///
    /// @param form one way to write the address
    /// @param otherwise another way
    <T> @Nullable T find(String form, String otherwise, Function<String, @Nullable T> make)
            throws IOException {
        Query asked = query;
        if (asked == null) {
            return null;
        }
        Found<T> found = new Found<>();
        Damage.spare(
                () -> {
                    asked.each(row -> look(row, make, found), form, otherwise);
                    return null;
                },
                this::hurt);
        return found.value;
    }

    private void hurt() {
        damaged = true;
        close();
    }

    private <T> void look(Row row, Function<String, @Nullable T> make, Found<T> found) {
        for (String column : columns) {
            String text = row.someText(column);
            if (text != null) {
                found.take(make.apply(text));
            }
        }
    }

    private static final class Found<T> {
        private @Nullable T value;

        void take(@Nullable T next) {
            value = value == null ? next : value;
        }
    }

    boolean isDamaged() {
        return damaged;
    }

    @Override
    public void close() {
        if (query != null) {
            query.close();
            query = null;
        }
    }

    static void closeAll(List<Lookup> lookups) {
        lookups.forEach(Lookup::close);
    }
}
