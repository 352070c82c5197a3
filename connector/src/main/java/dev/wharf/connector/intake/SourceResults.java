package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.Reconciliation;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceReport;

import org.jspecify.annotations.Nullable;

/// The ways in which an intake can be through with a capture.
final class SourceResults {
    private SourceResults() {}

    static String name(CaptureRecord capture) {
        return name(capture.envelope(), "capture " + capture.id());
    }

    static String name(CaptureEnvelope envelope, String otherwise) {
        String name = envelope.name();
        return name == null ? otherwise : name;
    }

    /// It was read, to its end or as far as it goes.
    ///
    /// @param how how the archive came to know what of it is there
    /// @param broken what is wrong with it, null when it was read to its end
    /// @param reconciliation null for a file that comes without a count
    static SourceResult walked(
            CaptureRecord capture,
            SourceReport report,
            @Nullable String conversation,
            String how,
            long known,
            long added,
            Counters counters,
            @Nullable String broken,
            @Nullable Reconciliation reconciliation) {
        return new SourceResult(
                capture.id().sequence(),
                name(capture),
                capture.digest().sha256(),
                broken == null ? SourceResult.Outcome.IMPORTED : SourceResult.Outcome.FAILED,
                report,
                conversation,
                how,
                known,
                added,
                counters,
                broken == null ? null : broken + "; what comes before is archived",
                reconciliation);
    }

    /// The same bytes, read the same way for the same people, are archived.
    static SourceResult duplicate(
            long capture,
            String file,
            ContentDigest digest,
            @Nullable SourceReport report,
            IntakeProgress same) {
        return new SourceResult(
                capture,
                file,
                digest.sha256(),
                SourceResult.Outcome.DUPLICATE,
                report,
                same.conversation(),
                "same file as capture " + same.capture(),
                same.events(),
                0,
                same.skipped(),
                null,
                DayTally.allKnown(report));
    }

    /// It was archived before the process ended, but not acknowledged.
    static SourceResult again(CaptureRecord capture, IntakeProgress before) {
        return new SourceResult(
                capture.id().sequence(),
                name(capture),
                capture.digest().sha256(),
                switch (before.state()) {
                    case DONE, RUNNING -> SourceResult.Outcome.IMPORTED;
                    case REFUSED -> SourceResult.Outcome.REFUSED;
                    case FAILED -> SourceResult.Outcome.FAILED;
                },
                null,
                before.conversation(),
                null,
                0,
                0,
                before.counters(),
                "dealt with in a run that was cut off",
                null);
    }

    /// Nothing of it is archived.
    static SourceResult setAside(
            CaptureRecord capture,
            @Nullable SourceReport report,
            IntakeProgress.State how,
            @Nullable String message) {
        return new SourceResult(
                capture.id().sequence(),
                name(capture),
                capture.digest().sha256(),
                how == IntakeProgress.State.REFUSED
                        ? SourceResult.Outcome.REFUSED
                        : SourceResult.Outcome.FAILED,
                report,
                null,
                null,
                0,
                0,
                Counters.NONE,
                message,
                null);
    }

    /// Several chats of one capture, as one source.
    static SourceResult together(SourceResult a, SourceResult b, SourceReport whole) {
        boolean failed =
                a.outcome() == SourceResult.Outcome.FAILED
                        || b.outcome() == SourceResult.Outcome.FAILED;
        return new SourceResult(
                a.capture(),
                a.file(),
                a.sha256(),
                failed ? SourceResult.Outcome.FAILED : SourceResult.Outcome.IMPORTED,
                whole,
                a.conversation() + " " + b.conversation(),
                "several chats",
                a.aligned() + b.aligned(),
                a.added() + b.added(),
                a.counters().plus(b.counters()),
                a.message() == null ? b.message() : a.message(),
                a.reconciliation());
    }
}
