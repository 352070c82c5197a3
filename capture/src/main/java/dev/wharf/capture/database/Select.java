package dev.wharf.capture.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A SELECT over tables of which any, and any of whose columns, may be missing: what is not there
/// reads as NULL. No value longer than [Row#LONGEST] is taken whole.
///
/// ```java
/// Select rows = new Select(schema, "message", "m")
///         .columns("m", "_id", "text_data", "timestamp")
///         .leftJoin("message_media", "media", "media.message_row_id = m._id", "message_row_id")
///         .columns("media", "file_path", "file_hash")
///         .then("ORDER BY m.sort_id, m._id");
/// ```
///
/// Columns are called `m._id` in [Row], as they are asked for here.
public final class Select {
    private static final Pattern COLUMN = Pattern.compile("\\b([a-z]\\w*)\\.(\\w+)");

    private final Schema schema;
    private final StringBuilder from = new StringBuilder();
    private final Map<String, String> tables = new HashMap<>();
    private final List<String> expressions = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private List<String> sorted = List.of();
    private String tail = "";

    /// @param table must be there
    public Select(Schema schema, String table, String alias) {
        this.schema = schema;
        tables.put(alias, table);
        from.append(Schema.quoted(table)).append(" AS ").append(alias);
    }

    /// Joins a table if it and the columns that the condition names are there, on either side.
    ///
    /// @param condition names columns as `alias.column`
    /// @param needed further ones of that table
    public Select leftJoin(String table, String alias, String condition, String... needed) {
        for (String column : needed) {
            if (!schema.has(table, column)) {
                return this;
            }
        }
        Map<String, String> after = new HashMap<>(tables);
        after.put(alias, table);
        if (schema.has(table)
                && COLUMN.matcher(condition).results().allMatch(one -> has(after, one))) {
            tables.put(alias, table);
            from.append(
                    "\nLEFT JOIN %s AS %s ON %s".formatted(Schema.quoted(table), alias, condition));
        }
        return this;
    }

    private boolean has(Map<String, String> known, MatchResult column) {
        String table = known.get(column.group(1));
        return table != null && schema.has(table, column.group(2));
    }

    /// Whether a join took place, and its table has a column.
    public boolean has(String alias, String column) {
        String table = tables.get(alias);
        return table != null && schema.has(table, column);
    }

    public Select columns(String alias, String... columns) {
        for (String column : columns) {
            String name = alias + "." + column;
            expression(
                    name,
                    has(alias, column) ? capped(alias + "." + Schema.quoted(column)) : "NULL");
        }
        return this;
    }

    /// All columns of a table, for what is kept raw.
    public Select allColumns(String alias) {
        String table = tables.get(alias);
        if (table != null) {
            columns(alias, schema.columns(table).toArray(new String[0]));
        }
        return this;
    }

    /// A column of the caller's own making, over what is known to be there.
    public Select expression(String name, String sql) {
        if (places.putIfAbsent(name, expressions.size() + 1) == null) {
            expressions.add(sql);
        }
        return this;
    }

    /// WHERE, ORDER BY, LIMIT.
    public Select then(String rest) {
        tail = rest;
        return this;
    }

    private static String capped(String column) {
        return "CASE WHEN octet_length(%1$s) > %2$d THEN substr(%1$s, 1, %2$d) ELSE %1$s END"
                .formatted(column, Row.LONGEST);
    }

    String sql() {
        return "SELECT %s%nFROM %s%n%s".formatted(String.join(", ", expressions), from, tail);
    }

    Map<String, Integer> places() {
        return places;
    }

    /// The names of all columns, in alphabetical order.
    List<String> sorted() {
        List<String> known = sorted;
        if (known.size() != places.size()) {
            known = places.keySet().stream().sorted().toList();
            sorted = known;
        }
        return known;
    }
}
