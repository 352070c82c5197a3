package dev.wharf.app.home;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.core.progress.Progress;

import java.util.List;
import java.util.function.BooleanSupplier;

/// The connectors that a long-running process runs by itself, asked to run one for somebody. Safe
/// for many threads.
public interface RunningConnectors {

    /// Runs a connector now, after the run that may be going on, and waits for its end.
    ///
    /// @param stop asked now and then; the run then ends with its window
    ConnectorRun run(ConnectorName name, BooleanSupplier stop, Progress progress);

    /// Makes everything that failed due at the next run, after the run that may be going on.
    ///
    /// @return how many copies that are
    long retry(ConnectorName name, BooleanSupplier stop);

    /// Reads the directories of connectors now, whenever they were read before.
    ///
    /// @return what went wrong, a sentence each; what was read last counts on there
    List<String> refreshDirectories();
}
