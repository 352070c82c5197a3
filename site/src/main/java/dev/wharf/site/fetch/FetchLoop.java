package dev.wharf.site.fetch;

import dev.wharf.core.error.WharfException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps a [MediaFetcher] at work: as many captures at once as there are places, and otherwise
/// waits for the next one to be due.
public final class FetchLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchLoop.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final MediaFetcher fetcher;
    private final Clock clock;
    private final Semaphore places;
    private final int most;
    private final Semaphore work = new Semaphore(0);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread;
    private volatile boolean closing;

    /// @param most captures whose files are fetched at once
    public FetchLoop(MediaFetcher fetcher, Clock clock, int most) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.most = most;
        this.places = new Semaphore(most);
        fetcher.onWork(work::release);
        this.thread = Thread.ofVirtual().name("site-fetch").start(this::run);
    }

    private void run() {
        while (!closing) {
            try {
                work.drainPermits();
                for (long capture : fetcher.due(4 * most)) {
                    places.acquire();
                    workers.execute(() -> work(capture));
                }
                await();
            } catch (InterruptedException _) {
                return;
            } catch (WharfException failed) {
                LOG.error("files are not fetched for now: {}", failed.getMessage());
                pause();
            }
        }
    }

    private void work(long capture) {
        try {
            fetcher.work(capture);
        } catch (WharfException failed) {
            LOG.error("the files of capture {} are not fetched: {}", capture, failed.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("the files of capture {} are not fetched", capture, bug);
        } finally {
            places.release();
            work.release();
        }
    }

    private void await() throws InterruptedException {
        Instant next = fetcher.nextDue();
        Duration wait =
                next == null ? LONGEST_WAIT : Duration.between(clock.instant(), next).plusMillis(1);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            wait = LONGEST_WAIT;
        }
        // What is due and already being worked on ends with a permit.
        long millis = Math.max(5, wait.toMillis());
        if (work.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    private void pause() {
        try {
            if (work.tryAcquire(1, TimeUnit.SECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets what is being fetched end, for a while; what does not is fetched again after the next
    /// start.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException _) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
