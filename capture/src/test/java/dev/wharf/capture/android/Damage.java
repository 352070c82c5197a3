package dev.wharf.capture.android;

import dev.wharf.testkit.android.AndroidGeneration;
import dev.wharf.testkit.android.AndroidShape;
import dev.wharf.testkit.android.AndroidStore;
import dev.wharf.testkit.android.AndroidWritten;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A sound database, and copies of it that something was done to.
final class Damage {
    static final long MESSAGES = 150;

    private final Path scratch;
    private final Path sound;
    private final List<Column> columns = new ArrayList<>();

    Damage(AndroidGeneration generation, Path scratch) throws IOException, SQLException {
        this.scratch = scratch;
        AndroidWritten written =
                AndroidStore.write(AndroidShape.of(generation, MESSAGES), scratch.resolve("phone"));
        sound = written.database();
        generation
                .tables()
                .forEach(
                        (table, list) ->
                                list.forEach(
                                        column ->
                                                columns.add(
                                                        new Column(table, column.split(" ")[0]))));
    }

    record Column(String table, String name) {
        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    List<Column> columns() {
        return columns;
    }

    Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        columns.forEach(column -> tables.add(column.table()));
        return tables;
    }

    /// A copy, changed.
    Path with(String... statements) throws IOException, SQLException {
        Path copy = scratch.resolve("damaged.db");
        Files.copy(sound, copy, StandardCopyOption.REPLACE_EXISTING);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
        return copy;
    }

    /// A copy of a table without its constraints: whatever may be in it.
    static String[] loose(String table, String... more) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE loose AS SELECT * FROM " + table);
        statements.add("DROP TABLE " + table);
        statements.add("ALTER TABLE loose RENAME TO " + table);
        statements.addAll(List.of(more));
        return statements.toArray(new String[0]);
    }

    /// A copy of a table without its constraints, with a value in every column somewhere: each row
    /// has it in one.
    ///
    /// @param shift in which column the first row has it
    List<String> spread(String table, String value, int shift) {
        List<String> statements = new ArrayList<>(List.of(loose(table)));
        List<Column> all =
                columns.stream()
                        .filter(column -> column.table().equals(table))
                        .filter(column -> !column.name().equals("_id"))
                        .toList();
        for (int i = 0; i < all.size(); i++) {
            statements.add(
                    "UPDATE %s SET %s = %s WHERE rowid %% %d = %d"
                            .formatted(
                                    table,
                                    all.get(i).name(),
                                    value,
                                    all.size(),
                                    (i + shift) % all.size()));
        }
        return statements;
    }

    /// The copy of a table without one of its columns; without the table when it has no other.
    String[] without(Column gone) {
        List<String> left =
                columns.stream()
                        .filter(column -> column.table().equals(gone.table()))
                        .filter(column -> !column.equals(gone))
                        .map(Column::name)
                        .toList();
        if (left.isEmpty()) {
            return new String[] {"DROP TABLE " + gone.table()};
        }
        return new String[] {
            "CREATE TABLE rest AS SELECT %s FROM %s"
                    .formatted(String.join(", ", left), gone.table()),
            "DROP TABLE " + gone.table(),
            "ALTER TABLE rest RENAME TO " + gone.table()
        };
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(sound);
    }

    Path copyOf(byte[] bytes) throws IOException {
        return Files.write(scratch.resolve("damaged.db"), bytes);
    }
}
