package dev.wharf.app.home;

import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.progress.Progress;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// An import that leaves the work to the running intake, and waits for it.
public final class RunningImport implements Home.Importing {

    private final RunningIntake intake;
    private final Progress progress;
    private final Set<CaptureId> accepted = new HashSet<>();

    public RunningImport(RunningIntake intake, Progress progress) {
        this.intake = intake;
        this.progress = progress;
    }

    /// What the archive holds already is accepted once more: the intake knows it again by its
    /// digest.
    @Override
    public void accept(CaptureEnvelope envelope, Body body) throws IOException {
        accepted.add(intake.accept(envelope, body));
    }

    @Override
    public RunRecord run() {
        return intake.taken(Set.copyOf(accepted), progress);
    }

    @Override
    public void close() {
        // Nothing is open between the calls.
    }
}
