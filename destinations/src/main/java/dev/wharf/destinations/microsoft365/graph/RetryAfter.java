package dev.wharf.destinations.microsoft365.graph;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// The header `Retry-After`: seconds, or a date (RFC 9110 §10.2.3).
public final class RetryAfter {
    /// Nobody is left alone for longer than this at once; then they are asked again.
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /// @return null when there is none that can be read
    public static @Nullable Duration parse(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        Duration asked = text.matches("\\d{1,9}") ? seconds(text) : date(text, now);
        return asked == null ? null : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static @Nullable Duration date(String text, Instant now) {
        try {
            Instant until =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
