package dev.wharf.archive;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Prepared statements of one connection, each prepared once. For one thread.
final class Statements {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement get(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    void update(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = get(sql);
        bind(statement, values);
        statement.executeUpdate();
    }

    ResultSet query(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = get(sql);
        bind(statement, values);
        return statement.executeQuery();
    }

    /// The one number a query gives, or `otherwise` when it gives no row.
    long number(long otherwise, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet row = query(sql, values)) {
            return row.next() ? row.getLong(1) : otherwise;
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
