package dev.wharf.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The temporary directory is as it was, even when the process ends as if killed.
class SqliteLibraryTest {
    @TempDir Path folder;

    /// Loads SQLite, uses it and stops dead.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws SQLException {
            if (arguments.length > 0) {
                SqliteLibrary.leaveToDriver();
            }
            SqliteLibrary.load();
            SQLiteDataSource source = new SQLiteDataSource();
            source.setUrl("jdbc:sqlite::memory:");
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT 6 * 7")) {
                System.out.print(row.getInt(1));
            }
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    void nothingStaysInTheTemporaryDirectory() throws Exception {
        assertThat(run()).isEqualTo("42");
        assertThat(left()).isEmpty();
    }

    @Test
    void theDriverMayBeLeftToItsWay() throws Exception {
        assertThat(run("driver")).isEqualTo("42");
        assertThat(left()).isNotEmpty();
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Djava.io.tmpdir=" + folder,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName()));
        command.addAll(List.of(arguments));
        Process child =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        return said;
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .filter(file -> !file.toString().contains("hsperfdata"))
                    .toList();
        }
    }
}
