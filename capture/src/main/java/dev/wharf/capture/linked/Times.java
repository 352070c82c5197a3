package dev.wharf.capture.linked;

import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Gateways count seconds or milliseconds since 1970, with or without a fraction, or write RFC
/// 3339.
final class Times {
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]{1,16}(?:\\.[0-9]{1,16})?(?:[eE][0-9]{1,2})?");

    /// As seconds this is the year 5138, as milliseconds March 1973.
    private static final BigDecimal FIRST_OF_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

    /// The end of the year 9999.
    private static final BigDecimal LAST = BigDecimal.valueOf(253_402_300_799_999L);

    private Times() {}

    /// @return null when it is no time
    static @Nullable EventTime read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return NUMBER.matcher(text).matches() ? ofNumber(new BigDecimal(text)) : ofText(text);
    }

    private static @Nullable EventTime ofNumber(BigDecimal number) {
        boolean counted = number.compareTo(FIRST_OF_MILLISECONDS) >= 0;
        BigDecimal millis = counted ? number : number.movePointRight(3);
        if (millis.compareTo(BigDecimal.ONE) < 0 || millis.compareTo(LAST) > 0) {
            return null;
        }
        boolean seconds = !counted && number.stripTrailingZeros().scale() <= 0;
        return EventTime.utc(
                Instant.ofEpochMilli(millis.longValue()),
                seconds ? TimePrecision.SECOND : TimePrecision.MILLISECOND);
    }

    private static @Nullable EventTime ofText(String text) {
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            // Go writes the year 1 where it has no time.
            if (at.isBefore(Instant.EPOCH) || at.getEpochSecond() > LAST.longValue() / 1000) {
                return null;
            }
            boolean fraction = text.indexOf('.') >= 0;
            return fraction
                    ? EventTime.utc(at.truncatedTo(ChronoUnit.MILLIS), TimePrecision.MILLISECOND)
                    : EventTime.utc(at, TimePrecision.SECOND);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /// Stands for a time that cannot be read.
    ///
    /// @param given as the webhook writes it; null when it writes none
    static EventTime instead(@Nullable String given, Instant otherwise) {
        return new EventTime(
                otherwise.truncatedTo(ChronoUnit.SECONDS),
                TimePrecision.SECOND,
                TimeBasis.UTC,
                given,
                null,
                LocalTimeQuirk.NONE);
    }
}
