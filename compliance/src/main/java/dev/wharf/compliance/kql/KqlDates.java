package dev.wharf.compliance.kql;

import dev.wharf.core.search.Query;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads dates. Every date names a span: a year, a month, a day, a minute or a second, in the zone
/// given unless it says `Z` or an offset itself. Weeks begin on Monday.
final class KqlDates {
    private static final Pattern DATE =
            Pattern.compile(
                    "((?:19|20|21)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt]([0-9]{2}):([0-9]{2})"
                            + "(?::([0-9]{2})(?:\\.[0-9]{1,9})?)?(Z|z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?");

    private final Clock clock;
    private final ZoneId zone;

    KqlDates(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /// @param from inclusive; @param before exclusive
    record Span(Instant from, Instant before) {
        Query.Period period() {
            return new Query.Period(from, before);
        }
    }

    /// Empty when it is no date.
    Optional<Span> span(String text) {
        return named(text.strip().toLowerCase(Locale.ROOT)).or(() -> written(text.strip()));
    }

    private Optional<Span> named(String name) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate first = today.withDayOfMonth(1);
        LocalDate newYear = today.withDayOfYear(1);
        return switch (name.replaceAll("\\s+", " ")) {
            case "today" -> Optional.of(days(today, today.plusDays(1)));
            case "yesterday" -> Optional.of(days(today.minusDays(1), today));
            case "this week" -> Optional.of(days(monday, monday.plusWeeks(1)));
            case "last week" -> Optional.of(days(monday.minusWeeks(1), monday));
            case "this month" -> Optional.of(days(first, first.plusMonths(1)));
            case "last month" -> Optional.of(days(first.minusMonths(1), first));
            case "this year" -> Optional.of(days(newYear, newYear.plusYears(1)));
            case "last year" -> Optional.of(days(newYear.minusYears(1), newYear));
            default -> Optional.empty();
        };
    }

    private Optional<Span> written(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(written(date));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Span written(Matcher date) {
        int year = number(date, 1);
        if (date.group(2) == null) {
            return days(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
        }
        int month = number(date, 2);
        if (date.group(3) == null) {
            YearMonth whole = YearMonth.of(year, month);
            return days(whole.atDay(1), whole.plusMonths(1).atDay(1));
        }
        LocalDate day = LocalDate.of(year, month, number(date, 3));
        return date.group(4) == null ? days(day, day.plusDays(1)) : moment(date, day);
    }

    private Span moment(Matcher date, LocalDate day) {
        String offset = date.group(7);
        ZoneId where = offset == null ? zone : ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
        boolean seconds = date.group(6) != null;
        LocalDateTime time =
                day.atTime(number(date, 4), number(date, 5), seconds ? number(date, 6) : 0);
        Instant from = time.atZone(where).toInstant();
        return new Span(from, from.plusSeconds(seconds ? 1 : 60));
    }

    private static int number(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }

    private Span days(LocalDate from, LocalDate before) {
        return new Span(from.atStartOfDay(zone).toInstant(), before.atStartOfDay(zone).toInstant());
    }
}
