package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;

import org.jspecify.annotations.Nullable;

/// What a run did for one destination.
///
/// @param destination as the connector calls it; `archive` for the built-in one
/// @param away whether the run stopped there because it could not be reached
/// @param message what went wrong and what to do about it; null when all went well
public record DestinationResult(
        ConnectorName destination,
        ImportCounters counters,
        Progress progress,
        boolean away,
        @Nullable String message) {

    /// How far it came.
    ///
    /// @param from cursor before the run: items up to this sequence were dealt with
    /// @param to cursor after it
    /// @param debtsOpened copies that are owed since this run
    /// @param debtsPaid copies that were owed and have their end now
    /// @param debtsOpen copies that are owed after it
    public record Progress(long from, long to, long debtsOpened, long debtsPaid, long debtsOpen) {
        public Progress {
            if (from < 0 || to < from || debtsOpened < 0 || debtsPaid < 0 || debtsOpen < 0) {
                throw new IllegalArgumentException("progress does not go backwards");
            }
        }
    }

    /// Whether there was nothing to do.
    public boolean foundNothing() {
        return counters.equals(ImportCounters.NONE)
                && progress.debtsOpened == 0
                && progress.debtsPaid == 0;
    }
}
