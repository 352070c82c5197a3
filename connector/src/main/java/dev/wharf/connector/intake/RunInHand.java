package dev.wharf.connector.intake;

import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunLog;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.RunStore;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/// The record of the run that is open, and the ledger's entries beside it. What happened is told by
/// the intake's threads; opening, writing and closing are for one.
final class RunInHand {
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final RunStore runs;
    private final ImportAudit audit;
    private final Clock clock;
    private final Consumer<NotImported> told;
    private volatile RunLog log;
    private volatile boolean changed;
    private Instant written;

    /// Begins a run, durably.
    RunInHand(RunStore runs, ImportAudit audit, Clock clock, Consumer<NotImported> told) {
        this.runs = runs;
        this.audit = audit;
        this.clock = clock;
        this.told = told;
        this.log = runs.begin();
        this.written = clock.instant();
    }

    void source(SourceResult result) {
        changed = true;
        log.add(result);
        audit.ended(log, result);
    }

    void page(RunLog.Page page, ContentDigest original, List<NotImported> notImported) {
        changed = true;
        log.add(page);
        audit.page(log, page, original);
        for (NotImported one : notImported) {
            log.addLive(one);
            told.accept(one);
        }
    }

    /// @param why code of the error, for the ledger
    void setAside(CaptureRecord capture, NotImported all, String why) {
        changed = true;
        log.setAside(capture.id().sequence());
        log.addLive(all);
        told.accept(all);
        audit.setAside(log, capture, why);
    }

    /// Items that waited for somebody have their mailbox.
    void resolved(Change.Resolve resolve) {
        audit.resolved(log, resolve);
    }

    void notImported(NotImported one) {
        log.add(one);
        told.accept(one);
    }

    /// Whether the record should be written now, or ended for another.
    boolean isDue(boolean rollOver) {
        return rollOver
                || isOfAnotherDay()
                || (changed && clock.instant().isAfter(written.plus(WRITTEN_EVERY)));
    }

    private boolean isOfAnotherDay() {
        return !day(log.started()).equals(day(clock.instant()));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /// Writes the record, durably; on another UTC day, or when asked to, ends the run and begins
    /// the next. Everything that was submitted must be committed.
    void write(boolean rollOver) {
        if (rollOver || isOfAnotherDay()) {
            runs.end(log, reached());
            log = runs.begin();
        } else {
            runs.update(log);
        }
        changed = false;
        written = clock.instant();
    }

    RunRecord end() {
        return runs.end(log, reached());
    }

    private RunRecord.State reached() {
        return log.allImported() ? RunRecord.State.SUCCEEDED : RunRecord.State.INCOMPLETE;
    }

    /// As far as possible: the archive may take nothing any more, and then the next run finds the
    /// record open.
    void endAfter(Throwable e, RunRecord.State how) {
        try {
            audit.cutOff(log, how, e);
            runs.end(log, how);
        } catch (RuntimeException unrecorded) {
            e.addSuppressed(unrecorded);
        }
    }
}
