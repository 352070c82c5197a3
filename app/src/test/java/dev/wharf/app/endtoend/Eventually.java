package dev.wharf.app.endtoend;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Waits for what other processes and threads bring about. The limit is there so that a test that
/// fails ends; it says nothing of how long anything takes.
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Eventually() {}

    static void holds(String what, Callable<Boolean> condition) throws Exception {
        has(what, condition, Boolean::booleanValue);
    }

    /// @return the first value that is as wanted
    static <T> T has(String what, Callable<T> value, Predicate<T> wanted) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            T found = value.call();
            if (wanted.test(found)) {
                return found;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not in time: %s; last: %s".formatted(what, found));
            }
            pause();
        }
    }

    /// So that whoever is waited for gets the processor.
    private static void pause() throws InterruptedException {
        if (new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts it down");
        }
    }
}
