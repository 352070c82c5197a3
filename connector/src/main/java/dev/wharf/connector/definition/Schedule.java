package dev.wharf.connector.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a connector runs by itself. When exactly is decided by `SchedulePolicy`.
public sealed interface Schedule {
    /// As Microsoft's connector does: once a day.
    static Schedule standard() {
        return new Daily(LocalTime.of(2, 0), ZoneId.of("UTC"));
    }

    /// Once on each day of a zone's calendar.
    ///
    /// @param at whole minutes
    record Daily(LocalTime at, ZoneId zone) implements Schedule {
        public Daily {
            if (!at.equals(at.truncatedTo(ChronoUnit.MINUTES))) {
                throw new IllegalArgumentException("a daily run begins at a whole minute");
            }
        }
    }

    /// Again and again, counted from the start of the last run.
    record Every(Duration interval) implements Schedule {
        public Every {
            DurationText.check(interval, Duration.ofMinutes(1), Duration.ofDays(31));
        }
    }

    /// Whenever something was archived.
    record AtOnce() implements Schedule {}

    /// Only when somebody asks.
    record Manual() implements Schedule {}

    Pattern DAILY = Pattern.compile("daily(?: ([0-2][0-9]:[0-5][0-9])(?: (\\S+))?)?");

    /// @throws IllegalArgumentException saying how it is written
    static Schedule parse(String text) {
        Matcher daily = DAILY.matcher(text);
        if (daily.matches()) {
            return daily(daily);
        }
        if (text.startsWith("every ")) {
            return new Every(DurationText.parse(text.substring("every ".length())));
        }
        return switch (text) {
            case "at-once" -> new AtOnce();
            case "manual" -> new Manual();
            default -> throw wrong();
        };
    }

    private static Schedule daily(Matcher matcher) {
        String time = matcher.group(1);
        String zone = matcher.group(2);
        try {
            return new Daily(
                    LocalTime.parse(time == null ? "02:00" : time),
                    ZoneId.of(zone == null ? "UTC" : zone));
        } catch (DateTimeException _) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "a schedule is 'daily 02:00 Europe/Berlin', 'every 5m', 'at-once' or 'manual'");
    }

    /// As it is written; [#parse] reads it back.
    default String text() {
        return switch (this) {
            case Daily daily -> "daily %s %s".formatted(daily.at, daily.zone.getId());
            case Every every -> "every " + DurationText.text(every.interval);
            case AtOnce _ -> "at-once";
            case Manual _ -> "manual";
        };
    }
}
