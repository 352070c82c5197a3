package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What Microsoft's connectors call the admin log, for any day there ever was: counters by day, and
/// every copy that did not arrive. A run counts on the UTC day on which it began, whole.
///
/// Safe for many threads. Streams read as they go, a day or a chunk of a thousand copies at a time.
public final class AdminLog {
    private final ConnectorRunStore runs;

    public AdminLog(ConnectorRunStore runs) {
        this.runs = runs;
    }

    /// A copy that did not arrive, or not whole, and the run that could not bring it.
    public record Detail(ConnectorRunId run, NotDelivered copy) {}

    public AdminLogDay day(ConnectorName connector, LocalDate day) {
        List<ConnectorRun> found = runs.runs(connector, day);
        return new AdminLogDay(
                connector,
                day,
                found.stream()
                        .map(ConnectorRun::finished)
                        .filter(Objects::nonNull)
                        .max(Comparator.<Instant>naturalOrder())
                        .orElse(null),
                found.stream()
                        .map(ConnectorRun::counters)
                        .reduce(ImportCounters.NONE, ImportCounters::plus),
                !found.isEmpty() || runs.hasLooked(connector, day),
                found.stream().map(ConnectorRun::id).toList());
    }

    /// Each day from `first` to `last`, empty ones too.
    public Stream<AdminLogDay> days(ConnectorName connector, LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1)).map(day -> day(connector, day));
    }

    /// Of each day from `first` to `last`, by run and in the run's order.
    public Stream<Detail> details(ConnectorName connector, LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1))
                .flatMap(day -> runs.runs(connector, day).stream())
                .map(ConnectorRun::id)
                .flatMap(run -> runs.notDelivered(run).map(copy -> new Detail(run, copy)));
    }
}
