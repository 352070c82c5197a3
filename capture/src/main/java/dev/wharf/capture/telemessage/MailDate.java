package dev.wharf.capture.telemessage;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `Date` of a mail, as RFC 5322 and its elders write it.
final class MailDate {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final Map<String, Integer> HOURS_OF_ZONES =
            Map.of(
                    "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8,
                    "PDT", -7);
    private static final Pattern DATE =
            Pattern.compile(
                    "(?i)^\\s*(?:[a-z]{2,9}\\.?\\s*,?\\s*)?(\\d{1,2})[ -]([a-z]{3})[a-z]*\\.?[ -](\\d{2,4})\\s+"
                            + "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?\\s*([+-]\\d{4}|[a-z]{1,4})?\\b.*$");

    private MailDate() {}

    /// Empty when it is none. A date without a zone is UTC, which is what the vendor writes.
    static Optional<Instant> parse(@Nullable String header) {
        if (header == null || header.length() > 200) {
            return Optional.empty();
        }
        Matcher date = DATE.matcher(header);
        if (!date.matches()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
        try {
            String seconds = date.group(6);
            LocalDateTime local =
                    LocalDateTime.of(
                            year(date.group(3)),
                            month,
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(4)),
                            Integer.parseInt(date.group(5)),
                            seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds)));
            return Optional.of(local.toInstant(zone(date.group(7))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// RFC 5322 §4.3: two digits are of this century below 50, three are counted from 1900.
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return year;
        }
        return digits.length() == 2 && year < 50 ? 2000 + year : 1900 + year;
    }

    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        if (zone.length() == 5) {
            int hours = Integer.parseInt(zone.substring(1, 3));
            int minutes = Integer.parseInt(zone.substring(3));
            int total = hours * 60 + minutes;
            return ZoneOffset.ofTotalSeconds((zone.charAt(0) == '-' ? -total : total) * 60);
        }
        return ZoneOffset.ofHours(HOURS_OF_ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
    }
}
