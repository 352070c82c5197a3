package dev.wharf.capture.database;

import dev.wharf.capture.file.CheckedEntryStream.Opener;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/// A database of a backup, laid down plain so that SQLite reads it: with its write-ahead log, and
/// with indexes that backups lack. The original is never opened. Whatever is in it is somebody
/// else's: no code that it names is run, and no value is taken whole that is larger than
/// [Row#LONGEST].
///
/// For one thread. Closing deletes the copy.
public final class WorkingCopy implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CACHE_KIB = 32 << 10;

    private final String name;
    private final Path folder;
    private final Connection connection;
    private final Schema schema;

    private WorkingCopy(String name, Path folder, Connection connection, Schema schema) {
        this.name = name;
        this.folder = folder;
        this.connection = connection;
        this.schema = schema;
    }

    /// How a plain database gets into the copy.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @param name of the original, for messages
    /// @param wal the write-ahead log that lay beside it; null for none
    /// @throws WharfException `INPUT_UNREADABLE` when SQLite cannot read it: damaged, or no
    ///   database
    public static WorkingCopy make(
            WorkingFolder working, String name, Content database, @Nullable Opener wal)
            throws IOException {
        Path folder = working.make();
        try {
            Path file = folder.resolve("database");
            write(file, database);
            if (wal != null) {
                write(folder.resolve("database-wal"), out -> copy(wal, out));
            }
            return open(name, folder, file);
        } catch (SQLException e) {
            WorkingFolder.delete(folder);
            throw unreadable(name, e);
        } catch (IOException | RuntimeException e) {
            WorkingFolder.delete(folder);
            throw e;
        }
    }

    public static Content copyOf(Opener original) {
        return out -> copy(original, out);
    }

    private static void copy(Opener original, OutputStream out) throws IOException {
        try (InputStream in = original.open()) {
            in.transferTo(out);
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (OutputStream out = new BufferedDiskStream(file)) {
            content.writeTo(out);
        }
    }

    /// Tells the disk's failures, which may be tried again, from the original's.
    private static final class BufferedDiskStream extends OutputStream {
        private final OutputStream out;
        private final Path file;

        BufferedDiskStream(Path file) {
            this.file = file;
            try {
                out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            } catch (IOException e) {
                throw WorkingFolder.failed("write " + file, e);
            }
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw WorkingFolder.failed("write " + file, e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw WorkingFolder.failed("write " + file, e);
            }
        }
    }

    private static WorkingCopy open(String name, Path folder, Path file)
            throws SQLException, IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enableLoadExtension(false);
        config.setCacheSize(-CACHE_KIB);
        // The same text, whatever the database's own encoding.
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA trusted_schema=OFF");
                statement.execute("PRAGMA cell_size_check=ON");
                // Takes in the log, if there is one; nothing that follows need survive a crash.
                statement.execute("PRAGMA journal_mode=DELETE");
                // An index that meets damage is taken back.
                statement.execute("PRAGMA journal_mode=MEMORY");
            }
            return new WorkingCopy(name, folder, connection, Schema.of(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// Whether bytes are a plain SQLite database.
    public static boolean isDatabase(InputStream in) throws IOException {
        return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }

    /// Of the original.
    public String name() {
        return name;
    }

    public Schema schema() {
        return schema;
    }

    /// Adds an index where the table and all of the columns are there: backups have none. A table
    /// that is damaged gets none: what is damaged in it is met, and said, when it is read.
    public void index(String table, String... columns) {
        for (String column : columns) {
            if (!schema.has(table, column)) {
                return;
            }
        }
        if (columns.length == 1 && schema.isRowId(table, columns[0])) {
            return;
        }
        String index = "wharf_" + table + "_" + String.join("_", columns);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS %s ON %s (%s)"
                            .formatted(
                                    Schema.quoted(index),
                                    Schema.quoted(table),
                                    Schema.quoted(columns)));
        } catch (SQLException _) {
            // Reading is slower without it, and goes as far as the damage.
        }
    }

    /// Prepares a query that is asked often. The caller closes it.
    public Query query(Select select) {
        try {
            return new Query(name, connection, select);
        } catch (SQLException e) {
            throw unreadable(name, e);
        }
    }

    static WharfException unreadable(String name, SQLException e) {
        return new WharfException(
                ErrorCode.INPUT_UNREADABLE,
                "%s cannot be read as a database (%s). Copy it again from where it came from, together with the -wal file beside it; if it is damaged there, hand over an older backup"
                        .formatted(name, e.getMessage()),
                e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(name, e);
        } finally {
            WorkingFolder.delete(folder);
        }
    }
}
