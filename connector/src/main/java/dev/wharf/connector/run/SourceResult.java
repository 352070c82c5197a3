package dev.wharf.connector.run;

import dev.wharf.core.capture.SourceReport;

import org.jspecify.annotations.Nullable;

/// What became of one capture.
///
/// @param capture its journal sequence; of live captures, which are one result, the first one's
/// @param sha256 empty for live captures
/// @param report the survey; null when nothing in it could be read
/// @param conversation the chat it belongs to, as hex; null when it was not archived
/// @param conversationHow why it is that chat: `new`, `same owner and title`, `same content`, …
/// @param aligned lines that were already in the archive
/// @param added new items
/// @param message what went wrong and what to do about it; null when all went well
/// @param reconciliation what a delivery was to hold and what became of it; null for what comes
///   without a count
public record SourceResult(
        long capture,
        String file,
        String sha256,
        Outcome outcome,
        @Nullable SourceReport report,
        @Nullable String conversation,
        @Nullable String conversationHow,
        long aligned,
        long added,
        Counters counters,
        @Nullable String message,
        @Nullable Reconciliation reconciliation) {
    public enum Outcome {
        IMPORTED,
        /// The same bytes, read the same way, were imported before.
        DUPLICATE,
        /// It has a question; nothing of it is archived until it comes again with the answer.
        REFUSED,
        FAILED
    }

    /// Now or before, and all that it was to hold.
    public boolean isImported() {
        boolean imported = outcome == Outcome.IMPORTED || outcome == Outcome.DUPLICATE;
        return imported && (reconciliation == null || reconciliation.agrees());
    }

    /// All live captures of a run, together: there may be thousands a second.
    ///
    /// @param first sequence; `last` the same
    /// @param captures how many
    /// @param message what was set aside; null for nothing
    static SourceResult live(
            long first,
            long last,
            long captures,
            long aligned,
            long added,
            Counters counters,
            @Nullable String message) {
        return new SourceResult(
                first,
                "%,d live captures, %d to %d".formatted(captures, first, last),
                "",
                message == null ? Outcome.IMPORTED : Outcome.FAILED,
                null,
                null,
                "by WhatsApp's own names",
                aligned,
                added,
                counters,
                message,
                null);
    }
}
