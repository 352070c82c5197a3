package dev.wharf.site.reception;

import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;

/// Decides, before anything is sealed, whose an update is and whether it may be kept.
///
/// Safe for many threads; asked for every update, so it answers from memory.
public interface Admission {

    Decision decide(SourceKind source, UpdateEnvelope update);

    /// Notes an update that is not kept: of it only count, time and keyed hashes remain. Durable
    /// when [#settle] returns.
    void exclude(Decision.Exclude decision, UpdateEnvelope update);

    /// Waits until what was noted on this thread is durable. Returns at once when nothing was.
    void settle();

    sealed interface Decision {

        /// @param account the enrolled account's id; as [dev.wharf.core.capture.CaptureEnvelope]
        ///   has it
        record Keep(String account) implements Decision {}

        /// @param rule of the account's scope that says so: `history off`, `chat excluded`
        record Exclude(String account, String rule) implements Decision {}

        /// No account is enrolled for it today.
        ///
        /// @param keep whether it is the organisation's all the same: a signed webhook of its own
        ///   business number is, a linked device's is not
        record Unenrolled(boolean keep) implements Decision {}
    }
}
