package dev.wharf.bench.site;

import java.util.concurrent.atomic.AtomicLongArray;

/// Times of many requests, in steps of ten microseconds up to two seconds. Safe for many threads.
final class Latencies {
    private static final int STEP_NANOS = 10_000;

    private final AtomicLongArray counts = new AtomicLongArray(200_000);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(counts.length() - 1, nanos / STEP_NANOS));
    }

    long count() {
        long count = 0;
        for (int i = 0; i < counts.length(); i++) {
            count += counts.get(i);
        }
        return count;
    }

    /// Milliseconds that a share of all stayed below.
    double quantile(double share) {
        double wanted = share * count();
        long below = 0;
        for (int i = 0; i < counts.length(); i++) {
            below += counts.get(i);
            if (below >= wanted) {
                return (i + 1) * STEP_NANOS / 1e6;
            }
        }
        return 0;
    }
}
