package dev.wharf.connector.schedule;

import dev.wharf.connector.definition.ConnectorName;

/// What the loop starts.
@FunctionalInterface
public interface Runs {

    /// Runs a connector once, with the definition that it has now; blocks until the run is over.
    /// Called by several threads at once, never for one connector by two.
    ///
    /// Interrupting it is a way to lose no time, not to lose data: what it has begun is found by
    /// the next run.
    ///
    /// @throws dev.wharf.core.error.WharfException whose kind says what follows: TRANSIENT as
    ///   [RunEnd#AGAIN], all else as [RunEnd#FAILED]
    RunEnd run(ConnectorName connector, RunPermit permit);
}
