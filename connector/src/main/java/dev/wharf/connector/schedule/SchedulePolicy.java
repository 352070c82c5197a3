package dev.wharf.connector.schedule;

import dev.wharf.connector.definition.Schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;

/// Decides when a run is due. Pure; whoever asks gives the time.
///
/// A daily schedule has one *slot* on each day of its zone's calendar. A time that a day does not
/// have (clocks go forward) is as much later as the gap is long; of a time that a day has twice,
/// the first counts. The next run is always that of the first slot after the last start: however
/// many slots were missed, and however the clock was set, one run makes up for them, and no slot
/// has two.
///
/// A start in the future means that the clock was set back. Up to a day it is believed, since the
/// slot has had its run; what lies further ahead is not, or one wrong clock would silence a
/// connector for years: then a run is due at once.
public final class SchedulePolicy {
    /// A connector that runs when something was archived runs at least so often all the same: debts
    /// are tried again, and days are over.
    static final Duration LONGEST_QUIET = Duration.ofHours(1);

    private static final Duration BELIEVED = Duration.ofDays(1);

    private SchedulePolicy() {}

    /// @param last when the last run started; when the connector was made, if none ever did
    /// @return when a run is due, which may be in the past: now, then. Empty for never by itself
    public static Optional<Instant> next(Schedule schedule, Instant last, Instant now) {
        return switch (schedule) {
            case Schedule.Daily daily ->
                    Optional.of(last.isAfter(now.plus(BELIEVED)) ? now : slotAfter(daily, last));
            case Schedule.Every every -> Optional.of(after(every.interval(), last, now));
            case Schedule.AtOnce _ -> Optional.of(after(LONGEST_QUIET, last, now));
            case Schedule.Manual _ -> Optional.empty();
        };
    }

    /// When an interval that began at `last` is over. At once when the clock was set back
    /// meanwhile: there are no slots to have twice, and one run more does no harm.
    static Instant after(Duration interval, Instant last, Instant now) {
        return last.isAfter(now) ? now : last.plus(interval);
    }

    private static Instant slotAfter(Schedule.Daily daily, Instant last) {
        // The slot of a day may lie on the day after it, where a zone leaves out a whole day.
        LocalDate day = last.atZone(daily.zone()).toLocalDate().minusDays(1);
        while (!slot(daily, day).isAfter(last)) {
            day = day.plusDays(1);
        }
        return slot(daily, day);
    }

    private static Instant slot(Schedule.Daily daily, LocalDate day) {
        return ZonedDateTime.of(day, daily.at(), daily.zone()).toInstant();
    }
}
