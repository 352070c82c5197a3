package dev.wharf.capture.database;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A prepared SELECT. For one thread; one run at a time.
public final class Query implements AutoCloseable {
    private final String name;
    private final Connection connection;
    private final Select select;
    private PreparedStatement statement;

    Query(String name, Connection connection, Select select) throws SQLException {
        this.name = name;
        this.connection = connection;
        this.select = select;
        this.statement = connection.prepareStatement(select.sql());
    }

    @FunctionalInterface
    public interface Visitor {
        void visit(Row row) throws IOException;
    }

    /// Streams the rows. The row is valid until the visitor returns.
    ///
    /// @param parameters numbers or texts for the `?` of the select, in order
    /// @throws dev.wharf.core.error.WharfException `INPUT_UNREADABLE` when the database turns out
    ///   to be damaged; rows before the damage were given, and other parameters can be asked for
    public void each(Visitor visitor, Object... parameters) throws IOException {
        try (ResultSet rows = run(parameters)) {
            Row row = new Row(rows, select.places(), select.sorted());
            while (rows.next()) {
                visitor.visit(row);
            }
        } catch (SQLException e) {
            renew();
            throw WorkingCopy.unreadable(name, e);
        }
    }

    /// The driver gives up a statement that met damage ("statement is not executing"), though
    /// others lie whole.
    private void renew() {
        try {
            statement.close();
            statement = connection.prepareStatement(select.sql());
        } catch (SQLException _) {
            // Whoever asks again is told.
        }
    }

    private ResultSet run(Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement.executeQuery();
    }

    /// What is made of each row. For few rows.
    public <T> List<T> list(Function<Row, T> make, Object... parameters) throws IOException {
        List<T> all = new ArrayList<>();
        each(row -> all.add(make.apply(row)), parameters);
        return all;
    }

    /// What is made of the first row; empty when that is null. Others are not read.
    public <T> Optional<T> first(Function<Row, @Nullable T> make, Object... parameters) {
        try (ResultSet rows = run(parameters)) {
            return rows.next()
                    ? Optional.ofNullable(
                            make.apply(new Row(rows, select.places(), select.sorted())))
                    : Optional.empty();
        } catch (SQLException e) {
            renew();
            throw WorkingCopy.unreadable(name, e);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw WorkingCopy.unreadable(name, e);
        }
    }
}
