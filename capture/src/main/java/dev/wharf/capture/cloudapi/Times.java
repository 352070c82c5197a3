package dev.wharf.capture.cloudapi;

import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Webhooks count seconds since 1970, as a number or as a string of digits.
final class Times {
    /// Up to the end of the year 9999.
    private static final long LAST = 253_402_300_799L;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private Times() {}

    /// @return null when it is no time
    static @Nullable Instant seconds(@Nullable String text) {
        if (text == null || !SECONDS.matcher(text).matches()) {
            return null;
        }
        long seconds = Long.parseLong(text);
        return seconds > 0 && seconds <= LAST ? Instant.ofEpochSecond(seconds) : null;
    }

    /// @param given as the webhook writes it
    /// @param otherwise stands for it when it cannot be read; what was written stays beside it
    static EventTime time(@Nullable String given, Instant otherwise) {
        Instant at = seconds(given);
        if (at != null) {
            return EventTime.utc(at, TimePrecision.SECOND);
        }
        return new EventTime(
                otherwise.truncatedTo(ChronoUnit.SECONDS),
                TimePrecision.SECOND,
                TimeBasis.UTC,
                given,
                null,
                LocalTimeQuirk.NONE);
    }
}
