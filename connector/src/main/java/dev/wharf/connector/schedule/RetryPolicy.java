package dev.wharf.connector.schedule;

import java.time.Duration;

/// How long to wait after runs that failed one after the other: a minute, then twice as long each
/// time, an hour at most.
final class RetryPolicy {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;

    private RetryPolicy() {}

    /// @param failures at least 1
    static Duration delay(int failures) {
        Duration delay = FIRST.multipliedBy(1L << Math.min(DOUBLINGS, failures - 1));
        return delay.compareTo(MOST) > 0 ? MOST : delay;
    }
}
