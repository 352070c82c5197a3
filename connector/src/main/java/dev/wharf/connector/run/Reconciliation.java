package dev.wharf.connector.run;

import dev.wharf.core.capture.DeliveryCount;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether all that an older archive delivered is in this one, by count: its own count, what was
/// found, and what became of it.
///
/// @param announced mails by the delivery's own count; null when nothing counts them, and in a sum
///   when that is so for any of them
/// @param found mails that lie in it, without `own`
/// @param own Wharf's own mails, left where they are
/// @param unreadable mails that cannot be taken out whole; nothing of them is archived
/// @param unknown mails archived as `unknown`
/// @param missing mails named and not there; `missingNames` the first of them
/// @param unannounced mails there and not named; archived
/// @param altered mails with another digest than the one given; archived
/// @param events what the readable mails say, in all
/// @param added events that are new in the archive
/// @param known events that it had
/// @param days the same by UTC day of the event
public record Reconciliation(
        @Nullable Long announced,
        long found,
        long own,
        long unreadable,
        long unknown,
        long missing,
        long unannounced,
        long altered,
        long events,
        long added,
        long known,
        List<String> missingNames,
        List<Day> days) {

    /// @param day ISO 8601
    public record Day(String day, long events, long added, long known) {
        Day plus(Day more) {
            return new Day(day, events + more.events, added + more.added, known + more.known);
        }
    }

    public Reconciliation {
        missingNames = List.copyOf(missingNames);
        days = List.copyOf(days);
    }

    /// @param added events by day
    /// @param known events by day
    public static Reconciliation of(
            DeliveryCount count, Map<String, Long> added, Map<String, Long> known) {
        Map<String, Day> days = new TreeMap<>();
        count.byDay().forEach((day, events) -> days.put(day, new Day(day, events, 0, 0)));
        added.forEach((day, n) -> days.merge(day, new Day(day, 0, n, 0), Day::plus));
        known.forEach((day, n) -> days.merge(day, new Day(day, 0, 0, n), Day::plus));
        return new Reconciliation(
                count.announced(),
                count.found(),
                count.own(),
                count.unreadable(),
                count.unknown(),
                count.missing(),
                count.unannounced(),
                count.altered(),
                count.events(),
                sum(added),
                sum(known),
                count.missingNames(),
                List.copyOf(days.values()));
    }

    private static long sum(Map<String, Long> days) {
        return days.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Whether everything that was to come is there, could be read, and is in the archive.
    public boolean agrees() {
        boolean counted = announced == null || announced == found + own;
        return counted
                && missing == 0
                && unreadable == 0
                && altered == 0
                && events == added + known;
    }

    /// Of several deliveries together.
    public Reconciliation plus(Reconciliation more) {
        Map<String, Day> both = new TreeMap<>();
        days.forEach(day -> both.merge(day.day(), day, Day::plus));
        more.days.forEach(day -> both.merge(day.day(), day, Day::plus));
        List<String> names = new ArrayList<>(missingNames);
        names.addAll(more.missingNames);
        Long one = announced;
        Long other = more.announced;
        return new Reconciliation(
                one == null || other == null ? null : Long.valueOf(one + other),
                found + more.found,
                own + more.own,
                unreadable + more.unreadable,
                unknown + more.unknown,
                missing + more.missing,
                unannounced + more.unannounced,
                altered + more.altered,
                events + more.events,
                added + more.added,
                known + more.known,
                names.stream().limit(DeliveryCount.MOST_NAMES).toList(),
                List.copyOf(both.values()));
    }
}
