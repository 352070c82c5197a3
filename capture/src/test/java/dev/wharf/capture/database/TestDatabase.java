package dev.wharf.capture.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A real SQLite database made of statements, as a file.
record TestDatabase(Path file) {

    static TestDatabase of(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return new TestDatabase(file);
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }
}
