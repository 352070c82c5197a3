package dev.wharf.site.feed;

import java.time.Duration;

/// Lets a reader wait for what is not there yet. Safe for many threads.
@FunctionalInterface
public interface Arrivals {

    /// Waits until something beyond a sequence is durable, but no longer than a time.
    ///
    /// @return whether there is something
    /// @throws InterruptedException when the process stops
    boolean awaitBeyond(long sequence, Duration most) throws InterruptedException;
}
