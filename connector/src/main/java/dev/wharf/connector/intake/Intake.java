package dev.wharf.connector.intake;

import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.RunStore;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The one reader of a site: takes every capture that is not acknowledged, in order, into the
/// archive, and acknowledges it then. Live captures go by pages (see [LiveIntake]), files one by
/// one.
///
/// [#run] and [#follow] are for one thread at a time and use a few of their own. They can be cut
/// off anywhere, by kill -9 too: the next one goes on where the last commit left off, with the same
/// ids, and nothing twice. Failures that another try may mend (kind TRANSIENT), and integrity
/// failures, end the run; a file that cannot be read, or has a question, is set aside and said so
/// in the record, and the run goes on. A live capture that cannot be read is kept raw; one that
/// makes its page fail is set aside alone.
public final class Intake {
    private static final int PAGE = 256;

    /// So many one after the other are no fault of the captures.
    private static final int MOST_ASIDE_IN_A_ROW = 20;

    private final IntakePorts ports;
    private final IntakeOptions options;
    private final Progress progress;
    private final Consumer<NotImported> notImported;
    private final RunStore runs;
    private final ImportAudit audit;
    private TakenFiles taken;
    private boolean stale;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Careful careful = new Careful();
    private Reading reading;
    private @Nullable Desk desk;
    private volatile boolean rollOver;

    /// Where a page failed, captures are taken one by one, to find the one.
    private static final class Careful {
        private long until;
        private @Nullable CaptureRecord suspect;
        private @Nullable RuntimeException why;
        private int inARow;

        boolean about(CaptureRecord capture) {
            return capture.id().sequence() <= until;
        }
    }

    /// @param notImported told of every copy that is not imported, or not whole, duplicates
    ///   included, after the commit that says so; on a thread of the intake
    public Intake(
            IntakePorts ports,
            IntakeOptions options,
            Progress progress,
            Consumer<NotImported> notImported) {
        this.ports = ports;
        this.options = options;
        this.progress = progress;
        this.notImported = notImported;
        this.reading = Reading.of(ports, options);
        this.audit = new ImportAudit(ports.ledger(), options, ports.clock());
        this.runs = new RunStore(ports.writer(), ports.reader(), ports.clock());
        this.taken = new TakenFiles(ports.reader());
    }

    /// Recognises bytes that need not be accepted again. What failed, waits for an answer, is not
    /// archived to its end or would be read or mapped otherwise now is not known.
    public Optional<KnownCapture> known(CaptureEnvelope envelope, ContentDigest digest) {
        return ports.decoders().stream()
                .map(decoder -> reading.digest(envelope, digest, decoder))
                .filter(read -> taken.same(read) != null)
                .findFirst()
                .map(read -> new KnownCapture(SourceResults.name(envelope, "file"), read));
    }

    /// Whether anything could be known again.
    public boolean knowsAny() {
        return !taken.isEmpty();
    }

    /// Imports everything that is not acknowledged yet. The record is in the archive when this
    /// returns, and, as far as possible, when it throws.
    ///
    /// @throws CancellationException when the progress threw one to stop it, at a commit
    public RunRecord run() {
        return run(List.of());
    }

    /// The same, and counts what came again as skipped.
    public RunRecord run(List<KnownCapture> again) {
        return recorded(
                run -> {
                    again.forEach(known -> run.source(skipped(known)));
                    takeAll(run);
                });
    }

    /// Does the same for as long as `waiting` says: takes what there is, waits, takes what came.
    /// One record stays open, is written at most once a minute, and ends with its UTC day for
    /// another. Whoever wants that to happen on a quiet night lets `waiting` return.
    ///
    /// @return the record that was open at the end
    /// @throws WharfException when the archive or the site fails; call it again to go on
    public RunRecord follow(Waiting waiting) {
        return recorded(
                run -> {
                    do {
                        takeAll(run);
                    } while (awaitMore(waiting));
                });
    }

    /// While it waits others may have their turn.
    private boolean awaitMore(Waiting waiting) {
        turn.unlock();
        try {
            return waiting.awaitMore();
        } finally {
            turn.lock();
        }
    }

    /// Ends the record that is open and begins another, at the next commit or the next time that
    /// waiting ends. From any thread.
    public void rollOver() {
        rollOver = true;
    }

    /// Does something that changes people, audiences or items of the archive between two pages of
    /// an intake that runs: mapping by hand, replaying, erasing. From any thread but the intake's.
    public <T> T between(Supplier<T> act) {
        turn.lock();
        try {
            T result = act.get();
            closeDesk();
            reading = Reading.of(ports, options);
            return result;
        } finally {
            turn.unlock();
        }
    }

    private interface Task {
        void with(RunInHand run);
    }

    private RunRecord recorded(Task task) {
        turn.lock();
        try {
            if (stale) {
                taken = new TakenFiles(ports.reader());
                stale = false;
            }
            RunInHand run = new RunInHand(runs, audit, ports.clock(), notImported);
            try {
                task.with(run);
                closeDesk();
            } catch (RuntimeException | Error e) {
                // How far files were taken is the archive's to say now.
                stale = true;
                boolean stopped = e instanceof CancellationException;
                closeAfter(e);
                run.endAfter(e, stopped ? RunRecord.State.INTERRUPTED : RunRecord.State.FAILED);
                throw e;
            }
            return run.end();
        } finally {
            turn.unlock();
        }
    }

    private Desk desk(RunInHand run) {
        Desk open = desk;
        if (open == null) {
            open = new Desk(ports, options, reading, taken, run, progress);
            desk = open;
        }
        return open;
    }

    private void closeDesk() {
        Desk open = desk;
        desk = null;
        if (open != null) {
            open.close();
        }
    }

    private void closeAfter(Throwable e) {
        try {
            closeDesk();
        } catch (RuntimeException second) {
            e.addSuppressed(second);
        }
    }

    private void takeAll(RunInHand run) {
        while (!tookAll(run)) {
            progress.end();
        }
        if (run.isDue(rollOver)) {
            write(run);
        }
    }

    /// @return false when a page failed, and what is not archived must be taken again
    private boolean tookAll(RunInHand run) {
        setSuspectAside(run);
        long last = ports.feed().acknowledged();
        List<CaptureRecord> next = ports.feed().after(last, PAGE);
        CaptureRecord reached = null;
        while (!next.isEmpty()) {
            for (CaptureRecord capture : next) {
                if (!took(capture, run)) {
                    return false;
                }
            }
            reached = next.getLast();
            if (!attempt(reached, () -> pause(run))) {
                return false;
            }
            next = ports.feed().after(reached.id().sequence(), PAGE);
        }
        return desk == null || attempt(reached, () -> desk(run).settle());
    }

    private boolean took(CaptureRecord capture, RunInHand run) {
        Desk open = desk(run);
        if (LiveIntake.takes(capture)) {
            return attempt(
                    capture,
                    () -> {
                        open.live().take(capture);
                        if (careful.about(capture)) {
                            open.settle();
                            careful.inARow = 0;
                        } else if (open.mustSettle()) {
                            open.settle();
                        }
                    });
        }
        if (!attempt(capture, open::settle)) {
            return false;
        }
        run.source(open.files().take(capture));
        open.settle();
        ports.feed().acknowledge(capture.id().sequence());
        return true;
    }

    /// Between two reads of the feed.
    private void pause(RunInHand run) {
        Desk open = desk(run);
        open.live().submit();
        open.acknowledgeMuch();
        if (turn.hasQueuedThreads()) {
            open.settle();
            turn.unlock();
            turn.lock();
        }
        if (run.isDue(rollOver)) {
            desk(run).settle();
            write(run);
        }
    }

    private void write(RunInHand run) {
        run.write(rollOver);
        rollOver = false;
        if (desk != null) {
            desk.forget();
        }
    }

    /// @param capture that the step is about, or comes up to; null when nothing was read
    /// @return false when it failed for a reason that may lie in a capture
    private boolean attempt(@Nullable CaptureRecord capture, Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            if (!mayLieInACapture(e) || careful.inARow >= MOST_ASIDE_IN_A_ROW) {
                throw e;
            }
            closeAfter(e);
            if (capture != null && careful.about(capture)) {
                careful.suspect = capture;
                careful.why = e;
                careful.inARow++;
            } else {
                careful.until = capture == null ? 0 : capture.id().sequence();
            }
            return false;
        }
    }

    private static boolean mayLieInACapture(RuntimeException e) {
        return switch (e) {
            case CancellationException _ -> false;
            case WharfException known ->
                    known.code().kind() == ErrorKind.INPUT
                            || known.code().kind() == ErrorKind.INTERNAL;
            default -> true;
        };
    }

    private void setSuspectAside(RunInHand run) {
        CaptureRecord suspect = careful.suspect;
        RuntimeException why = careful.why;
        careful.suspect = null;
        careful.why = null;
        if (suspect != null && why != null) {
            desk(run).live().setAside(suspect, why);
        }
    }

    private SourceResult skipped(KnownCapture known) {
        IntakeProgress same = Objects.requireNonNull(taken.same(known.reading()));
        return SourceResults.duplicate(
                same.capture(),
                known.file(),
                new ContentDigest(same.digest()),
                kept(same.capture()),
                same);
    }

    /// What the survey found when the capture came first.
    private @Nullable SourceReport kept(long capture) {
        return ports.reader()
                .kept(new CaptureId(capture))
                .map(kept -> KeptReport.report(kept.report()))
                .orElse(null);
    }
}
