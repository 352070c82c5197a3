package dev.wharf.capture.android;

import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Times of the database: milliseconds since 1970, UTC. What came from the server is cut to
/// seconds; -1, 0 and NULL stand for none.
final class Times {
    /// The year 10000: later times are damage, and no calendar that follows takes them.
    private static final long LATEST = 253_402_300_800_000L;

    private Times() {}

    static boolean isTime(@Nullable Long millis) {
        return millis != null && millis > 0 && millis < LATEST;
    }

    /// The first that is a time; null when none is.
    static @Nullable EventTime first(@Nullable Long... candidates) {
        for (Long millis : candidates) {
            if (millis != null && isTime(millis)) {
                return of(millis);
            }
        }
        return null;
    }

    static EventTime of(long millis) {
        return EventTime.utc(
                Instant.ofEpochMilli(millis),
                millis % 1000 == 0 ? TimePrecision.SECOND : TimePrecision.MILLISECOND);
    }

    /// ISO 8601, for a person; null when it is no time.
    static @Nullable String text(@Nullable Long millis) {
        return millis != null && isTime(millis) ? Instant.ofEpochMilli(millis).toString() : null;
    }

    /// The same of seconds since 1970.
    static @Nullable String textOfSeconds(@Nullable Long seconds) {
        return seconds != null && seconds > 0 && seconds < LATEST / 1000
                ? text(seconds * 1000)
                : null;
    }
}
