package dev.wharf.core.destination;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// One mailbox's folder, open. For one thread. What a destination says is an outcome, never an
/// exception; a [dev.wharf.core.error.WharfException] that leaves a method is of kind INTEGRITY or
/// INTERNAL, or comes from reading the archive.
public interface MailboxSession extends AutoCloseable {

    /// Which of these mails the folder holds already, whole, with their receipts. What an earlier
    /// attempt left half done is completed or removed first, and not listed when removed.
    ///
    /// @throws Unreachable when the destination cannot be asked
    Map<String, String> present(Collection<String> messageIds) throws Unreachable;

    /// Delivers in this order, as many at once as the destination takes.
    ///
    /// Losing the connection after the destination may have taken a mail is the session's to clear
    /// up: it asks again before it sends again, so that nothing is in the mailbox twice whatever
    /// was lost on the way. It also waits out short refusals (see [Destination.Traits#patience]).
    ///
    /// @return one outcome for each mail, in the same order
    List<DeliveryOutcome> deliver(List<Outgoing> mails);

    /// Reads a mail back and compares it with what was sent.
    ///
    /// @param receipt as [#deliver] or [#present] gave it
    ReadBack readBack(String receipt, Outgoing sent);

    /// What reading back found.
    sealed interface ReadBack {
        /// @param bytes whether every byte was compared; else what the destination keeps of it
        ///   (properties, sizes and digests of files)
        record Same(boolean bytes) implements ReadBack {}

        /// @param how what differs, without content
        record Different(String how) implements ReadBack {}

        record Gone() implements ReadBack {}

        /// It could not be asked now.
        record Unknown(Refusal why) implements ReadBack {}
    }

    @Override
    void close();

    /// A destination that cannot be asked now.
    final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal why;

        public Unreachable(Refusal why) {
            super(why.reason());
            this.why = why;
        }

        public Refusal why() {
            return why;
        }
    }
}
