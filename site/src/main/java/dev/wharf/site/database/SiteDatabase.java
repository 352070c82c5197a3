package dev.wharf.site.database;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.sql.Schema;
import dev.wharf.store.sql.SqliteDatabase;

import java.nio.file.Path;
import java.util.function.Function;

/// `site.db`. Safe for many threads.
///
/// What [#write] was given is one change: durable and seen by all when it returns, or not there at
/// all when it throws. Changes that come together share one fsync.
public final class SiteDatabase implements AutoCloseable {
    public static final Schema SCHEMA = new Schema("dev/wharf/site/database", 3);

    private final SqliteDatabase database;
    private final Writer writer;

    private SiteDatabase(SqliteDatabase database) {
        this.database = database;
        this.writer = new Writer(database.writer());
    }

    /// @param directory the site's own; it exists
    public static SiteDatabase open(Path directory) {
        try {
            return new SiteDatabase(SqliteDatabase.open(directory.resolve("site.db"), SCHEMA));
        } catch (WharfException unusable) {
            throw new WharfException(
                    unusable.code(),
                    directory.resolve("site.db")
                            + " does not open: use the version of Wharf that wrote it, or restore it"
                            + " from a backup",
                    unusable);
        }
    }

    /// Waits until the change is durable.
    ///
    /// @throws WharfException what the work threw, or `STORAGE_FAILED`
    public <T> T write(Function<Sql, T> work) {
        Writer.Change<T> change = new Writer.Change<>(work, true);
        writer.take(change);
        return change.outcome();
    }

    /// Does not wait; a failure is logged, and told to nobody.
    public void writeSoon(Function<Sql, ?> work) {
        writer.take(new Writer.Change<>(work, false));
    }

    public <T> T read(Function<Sql, T> work) {
        try (SqliteDatabase.Session session = session()) {
            return work.apply(new Sql(session::prepare));
        }
    }

    private SqliteDatabase.Session session() {
        try {
            return database.reader();
        } catch (IllegalStateException closed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "the site is shutting down; try again", closed);
        }
    }

    /// Ends after what was taken is written.
    @Override
    public void close() {
        writer.close();
        database.close();
    }
}
