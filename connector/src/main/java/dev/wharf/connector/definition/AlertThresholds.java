package dev.wharf.connector.definition;

import java.time.Duration;

/// From when on people are told that a connector is not well.
///
/// @param failurePercent copies that failed, of those of the last 24 hours; 1 to 100
/// @param lag how long after its time a run may not have ended well
/// @param debts how many copies may be owed while they grow
/// @param away how long a destination may be away
public record AlertThresholds(int failurePercent, Duration lag, long debts, Duration away) {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(366);

    // After what its check needs.
    public static final AlertThresholds STANDARD =
            new AlertThresholds(5, Duration.ofHours(6), 1_000, Duration.ofHours(4));

    public AlertThresholds {
        if (failurePercent < 1 || failurePercent > 100) {
            throw new IllegalArgumentException("a failure rate is 1% to 100%");
        }
        DurationText.check(lag, LEAST, MOST);
        DurationText.check(away, LEAST, MOST);
        if (debts < 1) {
            throw new IllegalArgumentException("a number of debts is at least 1");
        }
    }
}
