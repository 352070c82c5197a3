package dev.wharf.capture.ios;

import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Core Data's times: seconds since 2001-01-01T00:00:00Z, with or without a fraction.
final class AppleTime {
    private static final long EPOCH = 978_307_200;

    /// About the year 2100; what is later, or before 2001, is no time of a message.
    private static final double LAST = 3_124_137_600.0;

    private AppleTime() {}

    /// Null for what is no time. Whole seconds are WhatsApp's server's clock, fractions the
    /// phone's.
    static @Nullable EventTime of(@Nullable Double seconds) {
        if (seconds == null || !(seconds > 0 && seconds < LAST)) {
            return null;
        }
        long whole = (long) Math.floor(seconds);
        if (whole == seconds) {
            return EventTime.utc(Instant.ofEpochSecond(EPOCH + whole), TimePrecision.SECOND);
        }
        long millis = (long) Math.floor((seconds - whole) * 1000);
        return EventTime.utc(
                Instant.ofEpochSecond(EPOCH + whole).plusMillis(millis), TimePrecision.MILLISECOND);
    }

    /// Of Unix seconds; null for what is no time.
    static @Nullable EventTime ofUnix(long seconds) {
        return of((double) seconds - EPOCH);
    }

    /// Of Unix milliseconds; null for what is no time.
    static @Nullable EventTime ofUnixMillis(long millis) {
        return millis <= EPOCH * 1000 || millis / 1000 - EPOCH >= (long) LAST
                ? null
                : EventTime.utc(Instant.ofEpochMilli(millis), TimePrecision.MILLISECOND);
    }

    /// Stands for a time that cannot be read.
    ///
    /// @param given as the database has it
    static EventTime instead(@Nullable String given, Instant otherwise) {
        return new EventTime(
                otherwise.truncatedTo(ChronoUnit.SECONDS),
                TimePrecision.SECOND,
                TimeBasis.UTC,
                given == null ? "none" : given,
                null,
                LocalTimeQuirk.NONE);
    }
}
