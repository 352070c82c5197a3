package dev.wharf.app.home;

import dev.wharf.app.home.Home.Importing;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.core.progress.Progress;

/// How `wharf import` goes in a home that a long-running process owns.
@FunctionalInterface
public interface Importer {

    /// Begins an import; close it. Several may be under way at once.
    ///
    /// @throws dev.wharf.core.error.WharfException `NOT_ALLOWED` when the running intake works with
    ///   other people, and these options cannot be honoured
    Importing importing(IntakeOptions options, Progress progress);
}
