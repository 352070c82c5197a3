package dev.wharf.app.cli;

import java.nio.file.Path;
import java.util.OptionalInt;

/// Where a command can run when another process has what it needs.
@FunctionalInterface
interface Elsewhere {

    /// For a command that is elsewhere already.
    Elsewhere NOWHERE = _ -> OptionalInt.empty();

    /// Runs this command in the process that owns a directory.
    ///
    /// @return its exit code; empty when that process takes no commands
    OptionalInt run(Path owned);
}
