package dev.wharf.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A catalog as text, every row of every table in the order of its key: equal dumps, equal
/// catalogs.
final class CatalogDump {
    private CatalogDump() {}

    static String of(Path catalog) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog)) {
            StringBuilder dump = new StringBuilder();
            for (String table : tables(connection)) {
                dump.append("== ").append(table).append('\n');
                rows(connection, table).forEach(row -> dump.append(row).append('\n'));
            }
            return dump.toString();
        }
    }

    /// Damages a catalog.
    static void change(Path catalog, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// What a query says, which is one number.
    static long number(Path catalog, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT name FROM sqlite_master
                                WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                                  AND name <> 'flyway_schema_history' ORDER BY name
                                """)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    Object value = row.getObject(i);
                    line.append(value instanceof byte[] b ? HexFormat.of().formatHex(b) : value)
                            .append('|');
                }
                rows.add(line.toString());
            }
        }
        rows.sort(null);
        return rows;
    }
}
