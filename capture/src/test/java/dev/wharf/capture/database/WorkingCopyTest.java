package dev.wharf.capture.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class WorkingCopyTest {
    @TempDir Path temp;

    private WorkingFolder working;

    @BeforeEach
    void folder() {
        working = new WorkingFolder(temp.resolve("home/working"));
    }

    private WorkingCopy copy(TestDatabase database) throws IOException {
        return WorkingCopy.make(working, "msgstore.db", database::writeTo, null);
    }

    private TestDatabase database(String... statements) throws SQLException {
        return TestDatabase.of(temp.resolve("original.db"), statements);
    }

    @Test
    void whatIsNotThereReadsAsNull() throws Exception {
        TestDatabase database =
                database(
                        "CREATE TABLE message (_id INTEGER PRIMARY KEY, text_data TEXT)",
                        "INSERT INTO message VALUES (7, 'hello')");
        List<String> read = new ArrayList<>();
        try (WorkingCopy copy = copy(database)) {
            Select select =
                    new Select(copy.schema(), "message", "m")
                            .columns("m", "_id", "text_data", "server_sts")
                            .leftJoin("media", "media", "media.id = m._id", "id")
                            .columns("media", "file_path");
            try (Query query = copy.query(select)) {
                query.each(
                        row -> {
                            read.add(row.integer("m._id") + " " + row.text("m.text_data"));
                            assertThat(row.isNull("m.server_sts")).isTrue();
                            assertThat(row.text("media.file_path")).isNull();
                            assertThat(row.integer("m.server_sts", -1)).isEqualTo(-1);
                        });
            }
        }

        assertThat(read).containsExactly("7 hello");
    }

    @Test
    void aRowThatHoldsWhatItShouldNotIsReadAllTheSame() throws Exception {
        TestDatabase database =
                database(
                        "CREATE TABLE t (a INTEGER, b TEXT, c REAL, d BLOB)",
                        "INSERT INTO t VALUES ('12', 5, 9e999, x'FF41')",
                        "INSERT INTO t VALUES ('twelve', x'C3A9', 'x', 'text')");
        List<String> read = new ArrayList<>();
        try (WorkingCopy copy = copy(database);
                Query query =
                        copy.query(
                                new Select(copy.schema(), "t", "t")
                                        .allColumns("t")
                                        .then("ORDER BY rowid"))) {
            query.each(
                    row ->
                            read.add(
                                    row.integer("t.a", -1)
                                            + " "
                                            + row.text("t.b")
                                            + " "
                                            + row.real("t.c")
                                            + " "
                                            + new String(row.json(), StandardCharsets.UTF_8)));
        }

        assertThat(read)
                .containsExactly(
                        "12 5 null {\"t.a\":12,\"t.b\":\"5\",\"t.c\":\"Infinity\",\"t.d\":\"base64:/0E=\"}",
                        "-1 é null {\"t.a\":\"twelve\",\"t.b\":\"base64:w6k=\",\"t.c\":\"x\",\"t.d\":\"text\"}");
    }

    @Test
    void noValueIsTakenThatIsLargerThanAnyRealOne() throws Exception {
        TestDatabase database =
                database(
                        "CREATE TABLE t (a TEXT)",
                        "INSERT INTO t VALUES (replace(hex(zeroblob(8000000)), '0', 'x'))");
        List<Integer> lengths = new ArrayList<>();
        try (WorkingCopy copy = copy(database);
                Query query = copy.query(new Select(copy.schema(), "t", "t").columns("t", "a"))) {
            query.each(row -> lengths.add(String.valueOf(row.text("t.a")).length()));
        }

        assertThat(lengths).containsExactly(Row.LONGEST);
    }

    @Test
    void whatIsOnlyInTheLogIsRead() throws Exception {
        Path file = temp.resolve("original.db");
        Path log = temp.resolve("copied-wal");
        Path plain = temp.resolve("copied.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA wal_autocheckpoint=0");
            statement.execute("CREATE TABLE t (a TEXT)");
            statement.execute("INSERT INTO t VALUES ('in the log')");
            Files.copy(file, plain);
            Files.copy(temp.resolve("original.db-wal"), log);
        }

        try (WorkingCopy copy =
                WorkingCopy.make(
                        working,
                        "msgstore.db",
                        WorkingCopy.copyOf(() -> Files.newInputStream(plain)),
                        () -> Files.newInputStream(log))) {
            Query query = copy.query(new Select(copy.schema(), "t", "t").columns("t", "a"));
            assertThat(query.list(row -> String.valueOf(row.text("t.a"))))
                    .containsExactly("in the log");
            query.close();
        }
    }

    @Test
    void whatIsNoDatabaseIsSaidToBeNone() {
        assertThatThrownBy(
                        () ->
                                WorkingCopy.make(
                                        working,
                                        "msgstore.db",
                                        out ->
                                                out.write(
                                                        "no database, but long enough"
                                                                .getBytes(StandardCharsets.UTF_8)),
                                        null))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE);
                            assertThat(e).hasMessageStartingWith("msgstore.db cannot be read");
                        });
        assertThat(left()).isEmpty();
    }

    @Test
    void aQueryThatMetDamageCanBeAskedForOtherRows() throws Exception {
        List<String> statements =
                new ArrayList<>(
                        List.of(
                                "PRAGMA page_size=512",
                                "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)"));
        for (int i = 1; i <= 100; i++) {
            statements.add("INSERT INTO t VALUES (%d, 'row %03d')".formatted(i, i));
        }
        TestDatabase database = database(statements.toArray(new String[0]));
        byte[] bytes = Files.readAllBytes(database.file());
        for (int at = 512; at < bytes.length; at += 512) {
            String page = new String(bytes, at, 512, StandardCharsets.ISO_8859_1);
            if (bytes[at] == 0x0D && page.contains("row 050")) {
                java.util.Arrays.fill(bytes, at, at + 512, (byte) 0xEE);
            }
        }
        Files.write(database.file(), bytes);

        try (WorkingCopy copy = copy(database);
                Query query =
                        copy.query(
                                new Select(copy.schema(), "t", "t")
                                        .columns("t", "a")
                                        .then("WHERE t.id = ?"))) {
            assertThatThrownBy(() -> query.list(row -> row.text("t.a") + "", 50))
                    .isInstanceOf(WharfException.class);
            assertThat(query.list(row -> row.text("t.a") + "", 1)).containsExactly("row 001");
        }
    }

    @Test
    void aCopyIsNobodyElsesToReadAndDoesNotStay() throws Exception {
        TestDatabase database = database("CREATE TABLE t (a TEXT)");
        WorkingCopy copy = copy(database);

        assertThat(left())
                .singleElement()
                .satisfies(
                        folder ->
                                assertThat(Files.getPosixFilePermissions(folder))
                                        .isEqualTo(PosixFilePermissions.fromString("rwx------")));
        copy.close();
        assertThat(left()).isEmpty();
    }

    @Test
    void whatACrashLeftIsCleared() throws Exception {
        working.make();
        Files.writeString(working.make().resolve("database"), "plain");

        working.clear();

        assertThat(left()).isEmpty();
    }

    private List<Path> left() {
        if (!Files.exists(working.folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(working.folder())) {
            return all.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
