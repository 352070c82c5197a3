package dev.wharf.store.sql;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/// One SQLite file: WAL, synchronous=FULL, one writing connection, as many reading ones as there
/// are readers at once.
///
/// [#writer] is for one thread at a time. [#reader] is for any thread; each lease is for one.
public final class SqliteDatabase implements AutoCloseable {
    private static final int PAGE_CACHE_KIB = 32 * 1024;
    private static final int READER_CACHE_KIB = 4 * 1024;
    private static final int BUSY_MILLIS = 10_000;

    private final SQLiteDataSource readers;
    private final Connection writer;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    private SqliteDatabase(SQLiteDataSource readers, Connection writer) {
        this.readers = readers;
        this.writer = writer;
    }

    /// Opens or creates the file and brings it to the schema.
    ///
    /// @throws WharfException STORAGE_CORRUPT when it is no database or newer than the schema
    public static SqliteDatabase open(Path file, Schema schema) {
        SqliteLibrary.load();
        try {
            int present = Files.exists(file) ? version(file) : 0;
            if (present > schema.version()) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        file + " was written by a later version; use that version, or rebuild");
            }
            if (present < schema.version()) {
                migrate(file, schema);
            }
            Connection writer = source(file, PAGE_CACHE_KIB, false).getConnection();
            writer.setAutoCommit(false);
            return new SqliteDatabase(source(file, READER_CACHE_KIB, true), writer);
        } catch (SQLException | FlywayException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT,
                    "opening " + file + ": not a usable database; run `wharf rebuild`",
                    failure);
        }
    }

    /// Deletes the database with its log files.
    public static void delete(Path file) throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    private static SQLiteDataSource source(Path file, int cacheKib, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-cacheKib);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "8000");
        config.setReadOnly(readOnly);
        // A connection serves one thread at a time, and its driver locks besides.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static int version(Path file) throws SQLException {
        try (Connection connection = source(file, READER_CACHE_KIB, false).getConnection();
                ResultSet tables =
                        connection
                                .getMetaData()
                                .getTables(null, null, "flyway_schema_history", null)) {
            if (!tables.next()) {
                return 0;
            }
            try (PreparedStatement newest =
                            connection.prepareStatement(
                                    """
                                    SELECT version FROM flyway_schema_history
                                    WHERE success ORDER BY installed_rank DESC LIMIT 1
                                    """);
                    ResultSet row = newest.executeQuery()) {
                return row.next() ? Integer.parseInt(row.getString(1)) : 0;
            }
        }
    }

    private static void migrate(Path file, Schema schema) {
        Flyway.configure()
                .loggers(MigrationLog.class.getName())
                .dataSource(source(file, PAGE_CACHE_KIB, false))
                .locations("classpath:" + schema.location())
                .placeholders(
                        Map.of("int64", "INTEGER", "bytes", "BLOB", "clustered", "WITHOUT ROWID"))
                .load()
                .migrate();
    }

    /// The one connection that writes; not in auto-commit.
    public Connection writer() {
        return writer;
    }

    /// Borrows a reading session; it sees what was committed when its statement began.
    public Session reader() {
        if (closed) {
            throw new IllegalStateException("the database is closed");
        }
        Session session = idle.pollFirst();
        try {
            return session != null ? session : new Session(readers.getConnection());
        } catch (SQLException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "opening the database for reading", failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
                session.connection.close();
            }
            writer.rollback();
            writer.close();
        } catch (SQLException failure) {
            throw new WharfException(ErrorCode.STORAGE_FAILED, "closing the database", failure);
        }
    }

    /// One reader's connection with its prepared statements. Closing gives it back.
    public final class Session implements AutoCloseable {
        private final Connection connection;
        private final Map<String, PreparedStatement> statements = new HashMap<>();

        Session(Connection connection) {
            this.connection = connection;
        }

        public Connection connection() {
            return connection;
        }

        /// A statement that is prepared once per session. Its result set is closed before the
        /// session is given back.
        public PreparedStatement prepare(String sql) throws SQLException {
            @Nullable PreparedStatement known = statements.get(sql);
            if (known == null) {
                known = connection.prepareStatement(sql);
                statements.put(sql, known);
            }
            return known;
        }

        @Override
        public void close() {
            if (closed) {
                try {
                    connection.close();
                } catch (SQLException failure) {
                    throw new WharfException(
                            ErrorCode.STORAGE_FAILED, "closing the database", failure);
                }
            } else {
                idle.addFirst(this);
            }
        }
    }
}
