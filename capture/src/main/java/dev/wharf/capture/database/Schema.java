package dev.wharf.capture.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables and columns that a database has: what a version of WhatsApp has is probed, never
/// assumed. Names are compared as SQLite does, without regard to case.
public final class Schema {
    private final Map<String, Set<String>> tables;
    private final Map<String, String> rowIds;

    /// @param rowIds by table the column that is the number of the row
    private Schema(Map<String, Set<String>> tables, Map<String, String> rowIds) {
        this.tables = tables;
        this.rowIds = rowIds;
    }

    static Schema of(Connection connection) throws SQLException {
        Map<String, Set<String>> tables = new HashMap<>();
        Map<String, String> rowIds = new HashMap<>();
        // Virtual tables are left out: their modules are not here, and would be somebody's code.
        String sql =
                """
                SELECT m.name, c.name, c.pk = 1 AND upper(c.type) = 'INTEGER', c.pk
                FROM sqlite_schema m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
                """;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String table = lower(rows.getString(1));
                tables.computeIfAbsent(table, _ -> new LinkedHashSet<>())
                        .add(lower(rows.getString(2)));
                if (rows.getInt(4) > 1) {
                    // A key of several columns is an index of its own.
                    rowIds.put(table, "");
                } else if (rows.getBoolean(3)) {
                    rowIds.putIfAbsent(table, lower(rows.getString(2)));
                }
            }
        }
        return new Schema(tables, rowIds);
    }

    public boolean has(String table) {
        return tables.containsKey(lower(table));
    }

    public boolean has(String table, String column) {
        return tables.getOrDefault(lower(table), Set.of()).contains(lower(column));
    }

    /// In the order of the table, in lower case; empty when there is no such table.
    public Set<String> columns(String table) {
        return Collections.unmodifiableSet(tables.getOrDefault(lower(table), Set.of()));
    }

    /// Whether a column is the number of the row itself, by which SQLite finds it anyway.
    boolean isRowId(String table, String column) {
        return lower(column).equals(rowIds.get(lower(table)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(String[] names) {
        return Arrays.stream(names).map(Schema::quoted).collect(Collectors.joining(", "));
    }
}
