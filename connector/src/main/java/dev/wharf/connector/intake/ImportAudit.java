package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.RunLog;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.ledger.Subject;

import java.time.Clock;
import java.util.concurrent.CancellationException;

/// Records what an import did with each capture, and how it was cut off. Safe for many threads.
final class ImportAudit {
    private final Ledger ledger;
    private final IntakeOptions options;
    private final Clock clock;

    ImportAudit(Ledger ledger, IntakeOptions options, Clock clock) {
        this.ledger = ledger;
        this.options = options;
        this.clock = clock;
    }

    void ended(RunLog log, SourceResult result) {
        Counters counters = result.counters();
        ledger.append(
                counted(
                        act(Subject.of(Subject.Type.FILE, result.sha256()), outcome(result))
                                .with("run", log.id())
                                .with("capture", Long.toString(result.capture()))
                                .with("outcome", result.outcome().name()),
                        counters));
    }

    /// Durable with the next entry that is.
    ///
    /// @param original digest of what is kept of the page
    void page(RunLog log, RunLog.Page page, ContentDigest original) {
        Counters counters = page.counters();
        ledger.appendBuffered(
                counted(
                        act(Subject.of(Subject.Type.FILE, original.sha256()), Outcome.DONE)
                                .with("run", log.id())
                                .with("first", Long.toString(page.first()))
                                .with("last", Long.toString(page.last()))
                                .with("captures", Long.toString(page.captures())),
                        counters));
    }

    /// A source has shown whose LID it was.
    void resolved(RunLog log, Change.Resolve resolve) {
        ledger.appendBuffered(
                Act.of(
                                ActKind.REPLAY,
                                Subject.of(
                                        Subject.Type.PARTY,
                                        Integer.toString(resolve.party().value())),
                                options.actor(),
                                clock.instant())
                        .with("run", log.id())
                        .with("mailbox", resolve.mailbox().value())
                        .with("from", String.valueOf(resolve.from()))
                        .with("until", String.valueOf(resolve.until())));
    }

    void setAside(RunLog log, CaptureRecord capture, String error) {
        ledger.append(
                act(Subject.of(Subject.Type.FILE, capture.digest().sha256()), Outcome.FAILED)
                        .with("run", log.id())
                        .with("capture", capture.id().toString())
                        .with("error", error));
    }

    private static Act counted(Act act, Counters counters) {
        return act.with("available", Long.toString(counters.available()))
                .with("imported", Long.toString(counters.imported()))
                .with("partial", Long.toString(counters.partial()))
                .with("skipped", Long.toString(counters.skipped()))
                .with("quarantined", Long.toString(counters.quarantined()))
                .with("failed", Long.toString(counters.failed()));
    }

    void cutOff(RunLog log, RunRecord.State how, Throwable why) {
        ledger.append(
                act(Subject.of(Subject.Type.RUN, log.id()), Outcome.FAILED)
                        .with("state", how.name())
                        .with("error", code(why)));
    }

    private Act act(Subject subject, Outcome outcome) {
        return Act.of(ActKind.IMPORT, subject, options.actor(), clock.instant())
                .ended(outcome)
                .withReason(options.reason());
    }

    private static Outcome outcome(SourceResult result) {
        return switch (result.outcome()) {
            case IMPORTED, DUPLICATE -> Outcome.DONE;
            case REFUSED -> Outcome.REFUSED;
            case FAILED -> Outcome.FAILED;
        };
    }

    static String code(Throwable e) {
        return switch (e) {
            case WharfException known -> known.code().name();
            case CancellationException _ -> "INTERRUPTED";
            default -> ErrorCode.BUG.name();
        };
    }
}
