package dev.wharf.capture.database;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One row of a [Query], whatever the types of its values are: SQLite holds anything in any column.
/// Columns that the database lacks are NULL.
public final class Row {
    /// Of a text or blob, in bytes. WhatsApp's own limit for a text is 65,536 characters; what is
    /// longer was written to harm, and stays whole in the original.
    public static final int LONGEST = 1 << 20;

    private final ResultSet rows;
    private final Map<String, Integer> places;
    private final List<String> sorted;

    /// @param sorted the names of all columns
    Row(ResultSet rows, Map<String, Integer> places, List<String> sorted) {
        this.rows = rows;
        this.places = places;
        this.sorted = sorted;
    }

    private int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("not selected: " + column);
        }
        return place;
    }

    /// The names of all columns, in no order.
    public Set<String> columns() {
        return Collections.unmodifiableSet(places.keySet());
    }

    public boolean isNull(String column) {
        return object(column) == null;
    }

    /// A text, or a number as text, or a blob that is UTF-8; invalid bytes become U+FFFD. Null for
    /// NULL.
    public @Nullable String text(String column) {
        Object value = object(column);
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value == null ? null : value.toString();
    }

    /// The same, null when it is empty too.
    public @Nullable String someText(String column) {
        String text = text(column);
        return text == null || text.isEmpty() ? null : text;
    }

    /// A number, or a text that is one.
    ///
    /// @param otherwise for NULL and for whatever is no number
    public long integer(String column, long otherwise) {
        Long value = integer(column);
        return value == null ? otherwise : value;
    }

    /// Null for NULL and for whatever is no number.
    public @Nullable Long integer(String column) {
        Object value = object(column);
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof String text) {
            try {
                return Long.valueOf(text.strip());
            } catch (NumberFormatException _) {
                return null;
            }
        }
        return null;
    }

    /// Whether it is a number other than 0.
    public boolean flag(String column) {
        return integer(column, 0) != 0;
    }

    /// Null for NULL, for whatever is no number, and for what is no finite one.
    public @Nullable Double real(String column) {
        Object value = object(column);
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return null;
        }
        return number.doubleValue();
    }

    /// A blob, or the UTF-8 bytes of a text. Null for NULL and for a number.
    public byte @Nullable [] blob(String column) {
        Object value = object(column);
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return value instanceof byte[] bytes ? bytes : null;
    }

    private @Nullable Object object(String column) {
        try {
            return rows.getObject(place(column));
        } catch (SQLException e) {
            throw WorkingCopy.unreadable("a row", e);
        }
    }

    /// The row as a JSON object, columns by name, blobs in base64: what is kept of a row that is
    /// not understood. Sorted by name, so that it is the same each time. NULLs are left out.
    public byte[] json() {
        StringBuilder json = new StringBuilder(512).append('{');
        sorted.forEach(column -> append(json, column));
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void append(StringBuilder json, String column) {
        Object value = object(column);
        if (value == null) {
            return;
        }
        json.append(json.length() == 1 ? "" : ",");
        string(json, column);
        json.append(':');
        switch (value) {
            case Double real when !Double.isFinite(real) -> string(json, real.toString());
            case Number number -> json.append(number);
            case byte[] bytes ->
                    string(json, "base64:" + Base64.getEncoder().encodeToString(bytes));
            default -> string(json, value.toString());
        }
    }

    private static void escaped(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }

    private static void string(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) {
                        escaped(json, c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
