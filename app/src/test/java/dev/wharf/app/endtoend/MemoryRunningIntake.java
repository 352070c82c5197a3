package dev.wharf.app.endtoend;

import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningIntake;
import dev.wharf.app.home.Turn;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.progress.Progress;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// An intake on a thread of its own, which works once it may.
final class MemoryRunningIntake implements RunningIntake {

    private final Home home;
    private final Turn turn;
    private final IntakeOptions options;
    private final CountDownLatch may;
    private final List<RunRecord> runs = new ArrayList<>();

    /// @param may begin when it is down
    MemoryRunningIntake(Home home, Turn turn, IntakeOptions options, CountDownLatch may) {
        this.home = home;
        this.turn = turn;
        this.options = options;
        this.may = may;
    }

    @Override
    public CaptureId accept(CaptureEnvelope envelope, Home.Importing.Body body) throws IOException {
        CaptureId accepted;
        try (InputStream in = body.open()) {
            accepted = home.journal().append(envelope, in).id();
        }
        Thread.ofPlatform().daemon().start(this::takeIn);
        return accepted;
    }

    private void takeIn() {
        try {
            may.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        RunRecord run = turn.take(() -> home.takeIn(options, Progress.NONE));
        synchronized (runs) {
            runs.add(run);
            runs.notifyAll();
        }
    }

    @Override
    public RunRecord taken(Set<CaptureId> captures, Progress progress) {
        Set<Long> wanted = captures.stream().map(CaptureId::sequence).collect(Collectors.toSet());
        synchronized (runs) {
            while (true) {
                for (RunRecord run : runs) {
                    RunRecord own = run.only(wanted);
                    if (own.sources().size() == wanted.size()) {
                        return own;
                    }
                }
                try {
                    runs.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
