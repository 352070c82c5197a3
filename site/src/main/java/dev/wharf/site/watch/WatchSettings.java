package dev.wharf.site.watch;

import java.time.Duration;

/// @param every how often everything is fetched again though nothing seems to be missing
/// @param overlap how much further back than the last time, for what arrived late
/// @param grace how long a session may be away before people are told
public record WatchSettings(Duration every, Duration overlap, Duration grace) {
    public static final WatchSettings DEFAULT =
            new WatchSettings(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofMinutes(5));
}
