package dev.wharf.core.event;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// When it happened, and how well that is known.
///
/// @param at the instant, cut to `precision`
/// @param localText the time exactly as the source wrote it; null when the source gives UTC
/// @param zone IANA name or offset used to read `localText`; null when the source gives UTC
public record EventTime(
        Instant at,
        TimePrecision precision,
        TimeBasis basis,
        @Nullable String localText,
        @Nullable String zone,
        LocalTimeQuirk quirk) {

    public static EventTime utc(Instant at, TimePrecision precision) {
        return new EventTime(at, precision, TimeBasis.UTC, null, null, LocalTimeQuirk.NONE);
    }
}
