package dev.wharf.site.database;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/// One row of an answer, by column names.
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    public String text(String column) throws SQLException {
        String text = rows.getString(column);
        if (text == null) {
            throw new SQLException("no value in column " + column);
        }
        return text;
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return rows.getString(column);
    }

    public long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    public int count(String column) throws SQLException {
        return rows.getInt(column);
    }

    public byte[] bytes(String column) throws SQLException {
        return rows.getBytes(column);
    }

    public Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(rows.getLong(column));
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public @Nullable LocalDate dayOrNull(String column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? null : LocalDate.parse(text);
    }
}
