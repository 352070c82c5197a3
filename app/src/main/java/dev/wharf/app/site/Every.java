package dev.wharf.app.site;

import dev.wharf.core.error.WharfException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// The site's regular work, each piece on one thread of its own kind, one run after the other. What
/// fails is said and done again the next time.
final class Every implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Every.class);

    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(
                    3, Thread.ofPlatform().name("site-work-", 1).daemon().factory());

    void run(Duration period, String what, Runnable work) {
        ScheduledFuture<?> _ =
                threads.scheduleWithFixedDelay(
                        () -> once(what, work), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void once(String what, Runnable work) {
        try {
            work.run();
        } catch (WharfException failed) {
            LOG.warn("{} failed and is tried again: {}", what, failed.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("{} failed", what, bug);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("some of the site's regular work did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
