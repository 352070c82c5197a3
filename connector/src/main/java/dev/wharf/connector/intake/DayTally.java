package dev.wharf.connector.intake;

import dev.wharf.connector.run.Reconciliation;
import dev.wharf.core.capture.DeliveryCount;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Event;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// Counts by UTC day what became of the events of one file, to be held against what it was to hold.
/// For one thread.
final class DayTally {
    private static final int SECONDS_A_DAY = 86_400;

    private final @Nullable DeliveryCount delivery;
    private final Map<String, Long> added = new TreeMap<>();
    private final Map<String, Long> known = new TreeMap<>();

    /// Counts nothing for a file that comes without a count.
    DayTally(SourceReport report) {
        this.delivery = report.delivery();
    }

    /// @param isNew false for what the archive had, from a run that was cut off too
    void count(Event event, boolean isNew) {
        if (delivery != null) {
            long day = Math.floorDiv(event.time().at().getEpochSecond(), SECONDS_A_DAY);
            (isNew ? added : known).merge(LocalDate.ofEpochDay(day).toString(), 1L, Long::sum);
        }
    }

    /// Null for a file that comes without a count.
    @Nullable Reconciliation reconciliation() {
        return delivery == null ? null : Reconciliation.of(delivery, added, known);
    }

    /// Of a file that is archived already, all of it.
    static @Nullable Reconciliation allKnown(@Nullable SourceReport report) {
        DeliveryCount delivery = report == null ? null : report.delivery();
        return delivery == null ? null : Reconciliation.of(delivery, Map.of(), delivery.byDay());
    }
}
