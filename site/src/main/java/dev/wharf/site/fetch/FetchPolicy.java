package dev.wharf.site.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When to try again, and when to stop. Pure.
///
/// @param quick waits before the first further attempts; when they have failed, the message is
///   shown without its file
/// @param slow waits after that; the last of them is repeated
/// @param most how long a file is tried for: Meta keeps the files of webhooks for seven days (30
///   before October 2025)
public record FetchPolicy(List<Duration> quick, List<Duration> slow, Duration most) {
    public static final FetchPolicy DEFAULT =
            new FetchPolicy(
                    List.of(Duration.ofSeconds(2), Duration.ofSeconds(8)),
                    List.of(
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(20),
                            Duration.ofHours(1)),
                    Duration.ofDays(7));

    public FetchPolicy {
        quick = List.copyOf(quick);
        slow = List.copyOf(slow);
    }

    /// @param failures so far, at least 1
    Instant next(int failures, Instant now) {
        if (failures <= quick.size()) {
            return now.plus(quick.get(failures - 1));
        }
        int at = Math.min(failures - quick.size(), slow.size()) - 1;
        return now.plus(slow.get(at));
    }

    /// Whether the message is not to wait for the file any longer.
    boolean late(int failures) {
        return failures > quick.size();
    }

    boolean over(Instant since, Instant now) {
        return !now.isBefore(since.plus(most));
    }
}
