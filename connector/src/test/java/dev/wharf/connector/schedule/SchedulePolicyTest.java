package dev.wharf.connector.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.definition.Schedule;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SchedulePolicyTest {
    private static Schedule daily(String at, String zone) {
        return new Schedule.Daily(LocalTime.parse(at), ZoneId.of(zone));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static Instant next(Schedule schedule, String last, String now) {
        return SchedulePolicy.next(schedule, at(last), at(now)).orElseThrow();
    }

    @Test
    void aDailyRunIsDueAtTheNextSlot() {
        assertThat(next(Schedule.standard(), "2026-11-28T02:00:01Z", "2026-11-28T12:00:00Z"))
                .isEqualTo("2026-11-29T02:00:00Z");
    }

    @Test
    void aStartAtTheVeryMomentHasItsSlot() {
        assertThat(next(Schedule.standard(), "2026-11-28T02:00:00Z", "2026-11-28T02:00:00Z"))
                .isEqualTo("2026-11-29T02:00:00Z");
    }

    @Test
    void missedSlotsAreDueOnce() {
        Instant due = next(Schedule.standard(), "2026-11-20T02:00:00Z", "2026-11-28T12:00:00Z");

        assertThat(due).isEqualTo("2026-11-21T02:00:00Z");
        assertThat(next(Schedule.standard(), "2026-11-28T12:00:00Z", "2026-11-28T12:00:00Z"))
                .isEqualTo("2026-11-29T02:00:00Z");
    }

    @Test
    void aTimeThatADayDoesNotHaveIsLater() {
        Schedule schedule = daily("02:30", "Europe/Berlin");

        assertThat(next(schedule, "2026-03-28T01:30:00Z", "2026-03-28T12:00:00Z"))
                .as("clocks go from 02:00 to 03:00")
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(next(schedule, "2026-03-29T01:30:00Z", "2026-03-29T12:00:00Z"))
                .isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void ofATimeThatADayHasTwiceTheFirstCounts() {
        Schedule schedule = daily("02:30", "Europe/Berlin");

        assertThat(next(schedule, "2026-10-24T00:30:00Z", "2026-10-24T12:00:00Z"))
                .isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next(schedule, "2026-10-25T00:30:00Z", "2026-10-25T00:40:00Z"))
                .as("02:30 comes again an hour later")
                .isEqualTo("2026-10-26T01:30:00Z");
    }

    @Test
    void aDayThatAZoneLeavesOutHasNoRunOfItsOwn() {
        Schedule schedule = daily("02:00", "Pacific/Apia");
        Instant thursday = at("2011-12-29T12:00:00Z");

        Instant due = SchedulePolicy.next(schedule, thursday, thursday).orElseThrow();

        assertThat(due).as("Saturday 02:00; there was no Friday").isEqualTo("2011-12-30T12:00:00Z");
        assertThat(SchedulePolicy.next(schedule, due, due)).contains(at("2011-12-31T12:00:00Z"));
    }

    @Test
    void aClockThatIsSetBackGivesNoSlotASecondRun() {
        assertThat(next(Schedule.standard(), "2026-11-28T02:00:05Z", "2026-11-28T01:30:00Z"))
                .isEqualTo("2026-11-29T02:00:00Z");
    }

    @Test
    void aStartFarInTheFutureIsNotBelieved() {
        assertThat(next(Schedule.standard(), "2036-01-01T00:00:00Z", "2026-11-28T12:00:00Z"))
                .isEqualTo("2026-11-28T12:00:00Z");
    }

    @Test
    void everyDayOfTenYearsHasOneRunInEveryZone() {
        Random random = new Random(7);
        for (String zone :
                List.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Asia/Tehran")) {
            Schedule schedule = daily("02:%02d".formatted(random.nextInt(60)), zone);
            List<LocalDate> days = runs(schedule, ZoneId.of(zone), random);

            assertThat(days).doesNotHaveDuplicates();
            assertThat(days)
                    .isEqualTo(days.getFirst().datesUntil(days.getLast().plusDays(1)).toList());
        }
    }

    /// On which days it ran: a loop that looks every half hour or so.
    private static List<LocalDate> runs(Schedule schedule, ZoneId zone, Random random) {
        Instant now = at("2016-01-01T12:00:00Z");
        Instant last = now;
        List<LocalDate> days = new ArrayList<>();
        while (now.isBefore(at("2026-01-01T00:00:00Z"))) {
            if (!SchedulePolicy.next(schedule, last, now).orElseThrow().isAfter(now)) {
                days.add(now.atZone(zone).toLocalDate());
                last = now;
            }
            now = now.plusSeconds(900 + random.nextInt(1_800));
        }
        return days;
    }

    @Test
    void anIntervalCountsFromTheStart() {
        Schedule schedule = new Schedule.Every(Duration.ofMinutes(1));

        assertThat(next(schedule, "2026-11-28T02:00:05Z", "2026-11-28T02:00:40Z"))
                .isEqualTo("2026-11-28T02:01:05Z");
    }

    @Test
    void anIntervalDoesNotWaitForAClockThatWasSetBack() {
        Schedule schedule = new Schedule.Every(Duration.ofMinutes(1));

        assertThat(next(schedule, "2027-11-28T02:00:00Z", "2026-11-28T02:00:00Z"))
                .isEqualTo("2026-11-28T02:00:00Z");
    }

    @Test
    void whatRunsAtOnceRunsEachHourAllTheSame() {
        assertThat(next(new Schedule.AtOnce(), "2026-11-28T02:00:00Z", "2026-11-28T02:10:00Z"))
                .isEqualTo("2026-11-28T03:00:00Z");
    }

    @Test
    void whatRunsByHandIsNeverDue() {
        Instant now = at("2026-11-28T02:00:00Z");

        assertThat(SchedulePolicy.next(new Schedule.Manual(), now, now)).isEmpty();
    }

    @Test
    void retriesWaitAMinuteThenTwiceAsLongUpToAnHour() {
        assertThat(RetryPolicy.delay(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryPolicy.delay(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(RetryPolicy.delay(7)).isEqualTo(Duration.ofHours(1));
        assertThat(RetryPolicy.delay(1_000)).isEqualTo(Duration.ofHours(1));
    }
}
