package dev.wharf.site.database;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// The one thread that writes. It takes what is waiting, runs each change inside a savepoint of one
/// transaction, commits once and lets everybody go: a change that fails takes no other with it.
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_WAITING = 4096;
    private static final int MOST_AT_ONCE = 512;
    private static final Change<?> END = new Change<>(_ -> "", false);

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Sql sql = new Sql(this::prepare);
    private final BlockingQueue<Change<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private boolean closing;

    Writer(Connection connection) {
        this.connection = connection;
        this.thread = Thread.ofPlatform().name("site-db-writer").daemon().start(this::run);
    }

    void take(Change<?> change) {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("a change of site.db cannot wait for another");
        }
        synchronized (this) {
            if (closing) {
                throw new WharfException(
                        ErrorCode.STORAGE_FAILED, "the site is shutting down; try again");
            }
        }
        put(change);
    }

    private void put(Change<?> change) {
        try {
            waiting.put(change);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "interrupted before site.db was changed",
                    interrupted);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        put(END);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean open = true;
        while (open) {
            List<Change<?>> group = new ArrayList<>();
            try {
                group.add(waiting.take());
            } catch (InterruptedException _) {
                continue; // nobody interrupts this thread: it ends by END
            }
            waiting.drainTo(group, MOST_AT_ONCE - 1);
            if (group.remove(END)) {
                waiting.drainTo(group);
                open = false;
            }
            commit(group);
        }
    }

    private void commit(List<Change<?>> group) {
        try {
            for (Change<?> change : group) {
                apply(change);
            }
            connection.commit();
            group.forEach(Change::settle);
        } catch (SQLException | RuntimeException failure) {
            rollBack();
            group.forEach(change -> change.fail(failure));
        }
    }

    private void apply(Change<?> change) throws SQLException {
        Savepoint before = connection.setSavepoint();
        if (change.run(sql)) {
            connection.releaseSavepoint(before);
        } else {
            connection.rollback(before);
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException failure) {
            LOG.error("site.db: a change that failed could not be taken back", failure);
        }
    }

    private PreparedStatement prepare(String text) throws SQLException {
        PreparedStatement known = prepared.get(text);
        if (known == null) {
            known = connection.prepareStatement(text);
            prepared.put(text, known);
        }
        return known;
    }

    /// Work on its way through the writer, and what became of it.
    static final class Change<T> {
        private final Function<Sql, T> work;
        private final boolean awaited;
        private final CountDownLatch settled = new CountDownLatch(1);
        private volatile @Nullable T result;
        private volatile @Nullable Throwable failure;

        /// @param awaited whether somebody waits for the outcome, and so hears of a failure
        Change(Function<Sql, T> work, boolean awaited) {
            this.work = work;
            this.awaited = awaited;
        }

        @SuppressWarnings("CatchingUnchecked") // the top of the work: the writer must outlive it
        boolean run(Sql sql) {
            try {
                result = work.apply(sql);
                return true;
            } catch (RuntimeException thrown) {
                failure = thrown;
                if (!awaited) {
                    LOG.warn("a change of site.db failed", thrown);
                }
                return false;
            }
        }

        void settle() {
            settled.countDown();
        }

        void fail(Throwable reason) {
            if (failure == null) {
                failure = reason;
                LOG.warn("site.db does not take a change", reason);
            }
            settled.countDown();
        }

        T outcome() {
            try {
                settled.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new WharfException(
                        ErrorCode.STORAGE_FAILED,
                        "interrupted while site.db was changed",
                        interrupted);
            }
            Throwable thrown = failure;
            if (thrown instanceof WharfException known) {
                throw known;
            }
            if (thrown instanceof SQLException refused) {
                throw Sql.failed(refused);
            }
            if (thrown != null) {
                throw new IllegalStateException("a change of site.db failed", thrown);
            }
            T value = result;
            if (value == null) {
                throw new IllegalStateException("a change of site.db gave nothing");
            }
            return value;
        }
    }
}
