package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Renders and seals batches on worker threads, and commits them on one thread in the order in
/// which they came. Bounded: whoever submits faster than the disk takes waits.
///
/// [#submit] and [#drain] are for one thread. A failure of any stage ends the pipeline: nothing
/// after the failed batch is committed, and the next call throws it.
final class Pipeline implements AutoCloseable {
    /// Batches that wait for the committer, if there are workers for so many. More would only live
    /// longer in the heap.
    private static final int MOST_WAITING = 3;

    private static final Underway CLOSING = new Underway(0, 0, null);

    private final ArchiveWriter writer;
    private final ItemRenderer renderer;
    private final Listener listener;
    private final ExecutorService workers;
    private final BlockingQueue<Underway> queue;
    private final Thread committer;
    private final Object progress = new Object();

    /// Items of this run that could not be rendered.
    private final Set<ItemId> unrendered = ConcurrentHashMap.newKeySet();

    private CompletableFuture<Counters> failuresBefore =
            CompletableFuture.completedFuture(Counters.NONE);
    private long submitted;
    private volatile long committed;
    private volatile @Nullable Throwable failure;

    /// Told of each committed batch, on the committing thread.
    interface Listener {
        /// @param batch its number
        /// @param events that the batch accounts for
        void committed(long batch, long events, Result result);
    }

    /// @param tally of the capture up to the end of the batch, failures included
    /// @param notImported everything of the batch that was not, or not whole
    record Result(Counters tally, List<NotImported> notImported) {}

    /// A batch waiting for its turn. Its events are not held: they are the bulk of it.
    ///
    /// @param prepared null in the mark that closes the pipeline
    private record Underway(long number, long events, @Nullable Future<Prepared> prepared) {}

    private record Prepared(PreparedGroup group, Result result) {}

    Pipeline(ArchiveWriter writer, ItemRenderer renderer, int workers, Listener listener) {
        this.writer = writer;
        this.renderer = renderer;
        this.listener = listener;
        // With what the committer and the submitter have in hand, every worker has a batch.
        this.queue = new ArrayBlockingQueue<>(Math.clamp(workers - 1, 1, MOST_WAITING));
        this.workers =
                Executors.newFixedThreadPool(
                        workers, Thread.ofPlatform().name("wharf-render-", 1).daemon().factory());
        this.committer = Thread.ofPlatform().name("wharf-commit").daemon().start(this::commitAll);
    }

    /// Forgets which items could not be rendered. Everything submitted must be committed, and
    /// nobody may know those items any more.
    void forgetUnrendered() {
        unrendered.clear();
    }

    /// Number of the last committed batch, 0 at first.
    long committed() {
        return committed;
    }

    /// Starts a capture: failures count from nothing.
    void beginCapture() {
        failuresBefore = CompletableFuture.completedFuture(Counters.NONE);
    }

    /// Waits while the queue is full.
    void submit(Batch batch) {
        rethrow();
        CompletableFuture<Counters> before = failuresBefore;
        CompletableFuture<Counters> after = new CompletableFuture<>();
        failuresBefore = after;
        submitted = batch.number();
        Future<Prepared> prepared = workers.submit(() -> prepare(batch, before, after));
        try {
            Underway underway = new Underway(batch.number(), batch.events(), prepared);
            while (!queue.offer(underway, 100, TimeUnit.MILLISECONDS)) {
                rethrow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while archiving");
        }
    }

    /// Returns when everything submitted is committed.
    void drain() {
        synchronized (progress) {
            while (committed < submitted && failure == null) {
                try {
                    progress.wait();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("interrupted while archiving");
                }
            }
        }
        rethrow();
    }

    private Prepared prepare(
            Batch batch, CompletableFuture<Counters> before, CompletableFuture<Counters> after) {
        try {
            RenderedChanges changes =
                    new RenderedChanges(batch, renderer, unrendered, before, after);
            PreparedGroup group = writer.prepare(() -> changes);
            return new Prepared(group, changes.result());
        } catch (Throwable e) {
            after.completeExceptionally(e);
            throw e;
        }
    }

    /// Runs until the closing mark comes; after a failure it only empties the queue. Never
    /// interrupted: that would close the files being written.
    private void commitAll() {
        for (Underway next = take(); next.prepared != null; next = take()) {
            if (failure == null) {
                try {
                    commit(next, next.prepared.get());
                } catch (ExecutionException e) {
                    fail(e.getCause() == null ? e : e.getCause());
                } catch (InterruptedException | RuntimeException | Error e) {
                    fail(e);
                }
            }
        }
    }

    private Underway take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException _) {
                // Nobody has a reason to; go on.
            }
        }
    }

    private void commit(Underway batch, Prepared prepared) {
        writer.commit(prepared.group);
        listener.committed(batch.number, batch.events, prepared.result);
        synchronized (progress) {
            committed = batch.number;
            progress.notifyAll();
        }
    }

    private void fail(Throwable e) {
        synchronized (progress) {
            failure = e;
            progress.notifyAll();
        }
    }

    private void rethrow() {
        Throwable e = failure;
        switch (e) {
            case null -> {}
            case WharfException known ->
                    throw new WharfException(
                            known.code(), String.valueOf(known.getMessage()), known);
            case CancellationException stopped -> throw stopped;
            case Error error -> throw error;
            default -> throw new IllegalStateException("archiving failed", e);
        }
    }

    /// Lets what is underway end, and commits it unless something failed.
    @Override
    public void close() {
        workers.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(CLOSING);
                committer.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
