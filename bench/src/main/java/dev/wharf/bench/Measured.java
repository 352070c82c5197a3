package dev.wharf.bench;

import java.time.Duration;

/// How long one stage took, over how much.
record Measured(String stage, long items, long bytes, Duration took) {

    double itemsPerSecond() {
        return items / seconds();
    }

    /// One line of the report: stage, rate, microseconds an item, and its share of the limit.
    String line(double limitPerSecond) {
        return "%-34s %9.1f s %,12.0f /s %8.1f us/item %8.1f MB/s %6.2fx"
                .formatted(
                        stage,
                        seconds(),
                        itemsPerSecond(),
                        1e6 / itemsPerSecond(),
                        bytes / 1e6 / seconds(),
                        itemsPerSecond() / limitPerSecond);
    }

    private double seconds() {
        return took.toNanos() / 1e9;
    }
}
