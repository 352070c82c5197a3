package dev.wharf.mail;

import dev.wharf.core.event.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes instants in UTC, without locales and without the cost of formatters.
final class Times {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final int DAY = 86_400;
    private static final Pattern RFC5322 =
            Pattern.compile(
                    "[A-Z][a-z]{2}, (\\d{1,2}) ([A-Z][a-z]{2}) (-?\\d{4,10}) (\\d\\d:\\d\\d:\\d\\d) \\+0000");

    private Times() {}

    /// `Sun, 22 Nov 2026 18:54:25 +0000`
    static String rfc5322(Instant at) {
        StringBuilder text = new StringBuilder(32).append(rfc5322Day(date(at)));
        clock(text, at, true);
        return text.append(" +0000").toString();
    }

    /// `Sun, 22 Nov 2026 `, all of a day's times begin with it.
    static String rfc5322Day(LocalDate date) {
        StringBuilder text = new StringBuilder(20);
        text.append(DAYS[date.getDayOfWeek().getValue() - 1]).append(", ");
        text.append(date.getDayOfMonth()).append(' ');
        text.append(MONTHS[date.getMonthValue() - 1]).append(' ');
        padded(text, date.getYear(), 4);
        return text.append(' ').toString();
    }

    /// What [#rfc5322] wrote; null when it is something else.
    static @Nullable Instant parseRfc5322(String text) {
        Matcher parts = RFC5322.matcher(text);
        int month = parts.matches() ? Arrays.asList(MONTHS).indexOf(parts.group(2)) + 1 : 0;
        if (month == 0) {
            return null;
        }
        try {
            LocalDate date =
                    LocalDate.of(
                            Integer.parseInt(parts.group(3)),
                            month,
                            Integer.parseInt(parts.group(1)));
            LocalTime clock = LocalTime.parse(parts.group(4));
            return LocalDateTime.of(date, clock).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    /// `2026-11-22 18:54:25 UTC`, as finely as it is known.
    static String utc(Instant at, TimePrecision precision) {
        StringBuilder text = new StringBuilder(28).append(utcDay(date(at)));
        clock(text, at, precision != TimePrecision.MINUTE);
        if (precision == TimePrecision.MILLISECOND) {
            padded(text.append('.'), Math.floorMod(at.toEpochMilli(), 1000), 3);
        }
        return text.append(" UTC").toString();
    }

    /// `2026-11-22 `, all of a day's times begin with it.
    static String utcDay(LocalDate date) {
        StringBuilder text = new StringBuilder(12);
        padded(text, date.getYear(), 4);
        padded(text.append('-'), date.getMonthValue(), 2);
        padded(text.append('-'), date.getDayOfMonth(), 2);
        return text.append(' ').toString();
    }

    /// `20261122`
    static String day(int daysSince1970) {
        LocalDate date = LocalDate.ofEpochDay(daysSince1970);
        StringBuilder text = new StringBuilder(8);
        padded(text, date.getYear(), 4);
        padded(text, date.getMonthValue(), 2);
        padded(text, date.getDayOfMonth(), 2);
        return text.toString();
    }

    /// `2026-11-22`
    static String isoDay(int daysSince1970) {
        return LocalDate.ofEpochDay(daysSince1970).toString();
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofEpochDay(Math.floorDiv(at.getEpochSecond(), DAY));
    }

    private static void clock(StringBuilder text, Instant at, boolean seconds) {
        int second = Math.floorMod(at.getEpochSecond(), DAY);
        padded(text, second / 3600, 2);
        padded(text.append(':'), second / 60 % 60, 2);
        if (seconds) {
            padded(text.append(':'), second % 60, 2);
        }
    }

    private static void padded(StringBuilder text, int number, int digits) {
        for (int ten = digits == 4 ? 1000 : digits == 3 ? 100 : 10;
                ten > number && ten > 1;
                ten /= 10) {
            text.append('0');
        }
        text.append(number);
    }
}
