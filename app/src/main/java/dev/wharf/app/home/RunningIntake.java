package dev.wharf.app.home;

import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.progress.Progress;

import java.io.IOException;
import java.util.Set;

/// The intake of a long-running process, as an import beside it sees it. Safe for many threads.
public interface RunningIntake {

    /// Hands one file to the site, wherever it runs. Durable in its journal when this returns.
    ///
    /// @return its place in the journal
    CaptureId accept(CaptureEnvelope envelope, Home.Importing.Body body) throws IOException;

    /// Waits until the intake has come past all of these captures, and says what became of them:
    /// [RunRecord#only] of the run that took them, or of several together.
    ///
    /// @param progress is told that it goes on at least once a second, and throws
    ///   [java.util.concurrent.CancellationException] when nobody waits any more: the captures stay
    ///   accepted, and the intake takes them all the same
    /// @throws dev.wharf.core.error.WharfException what the intake failed with
    RunRecord taken(Set<CaptureId> captures, Progress progress);
}
