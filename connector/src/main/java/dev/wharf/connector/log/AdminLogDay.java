package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// One line of the admin log: a connector's UTC day.
///
/// @param completed when the last of its runs ended; null when none has
/// @param counters of all its runs and destinations together
/// @param looked whether the connector ran at all
/// @param runs that had something to do
public record AdminLogDay(
        ConnectorName connector,
        LocalDate day,
        @Nullable Instant completed,
        ImportCounters counters,
        boolean looked,
        List<ConnectorRunId> runs) {
    private static final DateTimeFormatter MONTH_FIRST =
            DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);

    public AdminLogDay {
        runs = List.copyOf(runs);
    }

    public boolean isEmpty() {
        return counters.equals(ImportCounters.NONE);
    }

    /// What is said of an empty day, in Microsoft's words, and why it is empty where it should not
    /// be: of runs that found nothing, none is kept.
    public String nothing() {
        String nothing = "No items ingested on %s.".formatted(MONTH_FIRST.format(day));
        if (!looked) {
            return nothing + " The connector did not run.";
        }
        return runs.isEmpty() ? nothing : nothing + " A run did not go through: " + runs.getLast();
    }
}
