package dev.wharf.archive.index;

import dev.wharf.archive.ArchiveListener;
import dev.wharf.archive.MovedItem;
import dev.wharf.archive.NewItems;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.SearchIndex;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Keeps the index in step with the archive, on one thread of its own.
///
/// It first reads from the archive what the index lacks, then takes what committers hand it. They
/// wait when it is some megabytes behind, so memory stays bounded. After a stop that was not clean
/// it compares the whole index with the archive and mends it.
///
/// When it fails it says so in the log and stops; archiving goes on, and the next start catches up.
public final class Indexer implements ArchiveListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    /// Bytes that may wait, as [NewItems#weight] counts them: some ten thousand short messages,
    /// about as many as an import archives while the index writes a full buffer out and takes
    /// nothing.
    private static final int MOST_WAITING = 8 << 20;

    /// Items that may be missing for committers to hand over what follows.
    private static final int NEARLY_IN_STEP = 4_096;

    private static final int COMMIT_AFTER = 500_000;
    private static final long IDLE_MILLIS = 200;

    /// While items keep coming in, they are found after so long at the latest.
    private static final long REFRESH_AFTER = TimeUnit.SECONDS.toNanos(10);

    /// While items only trickle in, refreshing takes at most this part of the time.
    private static final int REFRESH_SHARE = 20;

    private final SearchIndex index;
    private final LongSupplier nanos;
    private volatile @Nullable Thread thread;
    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Object turn = new Object();

    /// Committers hand their items over; before that, catching up reads them.
    private boolean following;

    /// The first item handed over, 0 for none. Catching up need not read it, nor any after it.
    private long handedFrom;

    private volatile boolean stopping;
    private volatile @Nullable RuntimeException failure;

    /// Every item up to here is in the index or gone. Only the thread uses it and what follows.
    private long position;

    private int uncommitted;
    private int unrefreshed;
    private long refreshed;
    private long refreshTook;

    private sealed interface Task {
        record Add(NewItems items, int permits) implements Task {}

        record Move(long sequence) implements Task {}

        record Erase(long sequence) implements Task {}

        record Commit() implements Task {}

        record Settle(CountDownLatch done) implements Task {}

        record Drain(CountDownLatch done) implements Task {}

        record Stop() implements Task {}
    }

    public Indexer(SearchIndex index) {
        this(index, System::nanoTime);
    }

    /// @param nanos see [System#nanoTime]
    Indexer(SearchIndex index, LongSupplier nanos) {
        this.index = index;
        this.nanos = nanos;
        this.refreshed = nanos.getAsLong();
    }

    /// Begins. What the archive commits before this is caught up with.
    ///
    /// An index that is nearly in step is handed items from now on: the first that an import
    /// archives would take longer to read back than to index, and the import would wait for that.
    public void start(ArchiveReader archive) {
        long missing = archive.lastSequence() - index.lastIndexed();
        synchronized (turn) {
            following = index.isSettled() && missing >= 0 && missing <= NEARLY_IN_STEP;
        }
        thread = Thread.ofPlatform().name("wharf-index").daemon().start(() -> run(archive));
    }

    /// Takes new items, in order; may wait for room.
    @Override
    public void committed(NewItems items) {
        synchronized (turn) {
            if (!following) {
                return;
            }
            if (handedFrom == 0) {
                handedFrom = items.sequence(0);
            }
        }
        int permits = (int) Math.min(items.weight(), MOST_WAITING);
        room.acquireUninterruptibly(permits);
        tasks.add(new Task.Add(items, permits));
    }

    @Override
    public void moved(List<MovedItem> items) {
        items.forEach(item -> tasks.add(new Task.Move(item.sequence())));
    }

    @Override
    public void erased(ItemRow item) {
        tasks.add(new Task.Erase(item.sequence()));
    }

    /// Begins to make durable what was archived before this call, and does not wait for it.
    public void beginCommit() {
        tasks.add(new Task.Commit());
    }

    /// Waits until everything archived before this call can be found and survives a crash.
    ///
    /// @throws WharfException what the indexer failed with
    public void settle() {
        CountDownLatch done = new CountDownLatch(1);
        await(new Task.Settle(done), done);
    }

    /// Waits until the index has caught up with the archive, as [#close] does not. Nothing need be
    /// found any more.
    ///
    /// @throws WharfException what the indexer failed with
    public void drain() {
        CountDownLatch done = new CountDownLatch(1);
        await(new Task.Drain(done), done);
    }

    private void await(Task task, CountDownLatch done) {
        tasks.add(task);
        try {
            while (isRunning() && !done.await(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                // It may have failed meanwhile, or be far behind.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WharfException(ErrorCode.STORAGE_FAILED, "interrupted while indexing", e);
        }
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    /// Finishes what was handed over and leaves the index settled; while still catching up, stops
    /// at once.
    @Override
    public void close() {
        stopping = true;
        tasks.add(new Task.Stop());
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ArchiveReader archive) {
        try {
            begin(archive);
            boolean caughtUp = catchUp(archive);
            if (caughtUp) {
                follow(archive);
            }
            index.commit(position, caughtUp);
        } catch (RuntimeException e) {
            failure = e;
            LOG.error("Indexing stopped; the next start catches up", e);
        } finally {
            stopFollowing();
        }
    }

    private void stopFollowing() {
        synchronized (turn) {
            following = false;
        }
        room.release(MOST_WAITING);
        tasks.forEach(
                task -> {
                    switch (task) {
                        case Task.Settle(CountDownLatch done) -> done.countDown();
                        case Task.Drain(CountDownLatch done) -> done.countDown();
                        case Task.Add _, Task.Move _, Task.Erase _, Task.Commit _, Task.Stop _ -> {}
                    }
                });
    }

    private void begin(ArchiveReader archive) {
        position = index.lastIndexed();
        if (position > archive.lastSequence()) {
            LOG.warn("The index is ahead of the archive (an older backup?) and is built again");
            index.clear();
            position = 0;
        }
        if (position > 0 && !index.isSettled()) {
            Reconciliation.Report report = new Reconciliation(index, archive).mend(position);
            LOG.info("The index was compared with the archive after an unclean stop: {}", report);
        }
        index.commit(position, false);
    }

    /// False when told to stop before the end.
    ///
    /// An import under way archives faster than items can be read back. So committers hand their
    /// items over as soon as few enough are missing for the last of them to be read meanwhile;
    /// waiting until none is missing would mean reading back everything the import archives.
    private boolean catchUp(ArchiveReader archive) {
        while (true) {
            long last;
            synchronized (turn) {
                if (stopping) {
                    return false;
                }
                last = archive.lastSequence();
                following |= last - position <= NEARLY_IN_STEP;
                if (handedFrom > 0) {
                    last = Math.min(last, handedFrom - 1);
                }
            }
            if (last > position) {
                catchUp(archive, last);
            }
            if (following) {
                return !stopping;
            }
        }
    }

    private void catchUp(ArchiveReader archive, long last) {
        try (Stream<ItemRow> rows = archive.after(position)) {
            rows.takeWhile(row -> !stopping && row.sequence() <= last)
                    .forEach(row -> catchUp(archive, row));
        }
    }

    private void catchUp(ArchiveReader archive, ItemRow row) {
        add(archive, row);
        position = row.sequence();
        added(1);
    }

    private void add(ArchiveReader archive, ItemRow row) {
        if (row.erased()) {
            index.delete(row.sequence());
            return;
        }
        try {
            StoredItem item = archive.open(row);
            index.add(
                    IndexDocument.of(
                            row.sequence(), item.event(), item.headline(), row.audience()));
        } catch (WharfException e) {
            if (e.code() != ErrorCode.ERASED) {
                throw e;
            }
            index.delete(row.sequence());
        }
    }

    private void follow(ArchiveReader archive) {
        try {
            while (true) {
                Task task = tasks.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (task instanceof Task.Stop) {
                    return;
                }
                if (task == null) {
                    idle();
                } else {
                    apply(archive, task);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void apply(ArchiveReader archive, Task task) {
        switch (task) {
            case Task.Add(NewItems items, int permits) -> {
                for (int i = 0; i < items.size(); i++) {
                    if (items.sequence(i) > position) {
                        index.add(items.document(i));
                        position = items.sequence(i);
                    }
                }
                room.release(permits);
                added(items.size());
            }
            case Task.Move(long sequence) -> {
                if (sequence <= position) {
                    archive.row(sequence).ifPresent(row -> add(archive, row));
                    added(1);
                }
            }
            case Task.Erase(long sequence) -> {
                index.delete(sequence);
                added(1);
            }
            case Task.Commit() -> commitIfAny();
            case Task.Settle(CountDownLatch done) -> {
                commit();
                refresh();
                done.countDown();
            }
            case Task.Drain(CountDownLatch done) -> done.countDown();
            case Task.Stop() -> throw new IllegalStateException("handled by follow()");
        }
    }

    private void added(int items) {
        uncommitted += items;
        unrefreshed += items;
        if (uncommitted >= COMMIT_AFTER) {
            commit();
            // What it wrote out is all that this needs.
            refresh();
        } else if (nanos.getAsLong() - refreshed >= REFRESH_AFTER) {
            refresh();
        }
    }

    private void idle() {
        if (unrefreshed > 0) {
            if (nanos.getAsLong() - refreshed >= REFRESH_SHARE * refreshTook) {
                refresh();
            }
        } else {
            commitIfAny();
        }
    }

    private void refresh() {
        long begun = nanos.getAsLong();
        index.refresh();
        unrefreshed = 0;
        refreshed = nanos.getAsLong();
        refreshTook = refreshed - begun;
    }

    private void commitIfAny() {
        if (uncommitted > 0) {
            commit();
        }
    }

    private void commit() {
        index.commit(position, false);
        uncommitted = 0;
    }
}
