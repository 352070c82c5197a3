package dev.wharf.site.database;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statements of one connection, each prepared once. For one thread, and only inside the work
/// it was given to. Instants are bound as milliseconds, days as ISO dates.
///
/// Every method throws [WharfException] `STORAGE_FAILED` when the database does not take it.
public final class Sql {
    private final Preparer preparer;

    @FunctionalInterface
    interface Preparer {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    @FunctionalInterface
    public interface RowReader<T> {
        T read(Row row) throws SQLException;
    }

    Sql(Preparer preparer) {
        this.preparer = preparer;
    }

    /// @return how many rows it changed
    public int update(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    public <T> List<T> list(RowReader<T> reader, String sql, @Nullable Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            Row row = new Row(rows);
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(row));
            }
            return List.copyOf(read);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    public <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /// The next number of a series. Never given out again, also when what it was for is deleted.
    public long next(String series) {
        update(
                """
                INSERT INTO counter (name, last) VALUES (?, 1)
                ON CONFLICT (name) DO UPDATE SET last = counter.last + 1
                """,
                series);
        return first(row -> row.number("last"), "SELECT last FROM counter WHERE name = ?", series)
                .orElseThrow();
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = preparer.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, column(values[i]));
        }
        return statement;
    }

    private static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.toEpochMilli();
            case LocalDate day -> day.toString();
            case Enum<?> constant -> constant.name();
            case null -> null;
            default -> value;
        };
    }

    static WharfException failed(SQLException failure) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED,
                "site.db does not take this: is its disk full or gone?",
                failure);
    }
}
