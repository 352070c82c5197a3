package dev.wharf.core.destination;

import dev.wharf.core.Finding;
import dev.wharf.core.party.EmailAddress;

import java.time.Duration;
import java.util.List;

/// A foreign mail system that gets copies of items. It is told mailboxes and mails, and nothing of
/// chats.
///
/// Safe for many threads; one session of a mailbox at a time.
public interface Destination extends AutoCloseable {

    Traits traits();

    /// Where copies for a mailbox go: to itself, or to the one address of a journal.
    default EmailAddress address(EmailAddress mailbox) {
        return mailbox;
    }

    /// Opens a mailbox's folder, and makes it where it is missing.
    ///
    /// @param mailbox as the destination's directory calls it; of a journal, its address
    Opened open(EmailAddress mailbox);

    sealed interface Opened {
        record Ready(MailboxSession session) implements Opened {}

        record Refused(Refusal why) implements Opened {}
    }

    /// Looks whether everything is set up, without delivering anything: sign-in, permissions and
    /// their scope, folder, class, limits.
    ///
    /// @param inside a mailbox that must be reachable, for checks that need one
    /// @param outside mailboxes that must not be reachable
    List<Finding> examine(List<EmailAddress> inside, List<EmailAddress> outside);

    /// What a connector has to know to use a destination well.
    ///
    /// @param addressing whether every mailbox gets a copy of its own
    /// @param remembers whether [MailboxSession#present] can tell: where it cannot, an attempt that
    ///   nobody saw the end of may arrive twice, and receivers know it by its Message-ID
    /// @param mailboxesAtOnce sessions that may be open at the same time, at least 1
    /// @param batch mails that [MailboxSession#deliver] takes best at once
    /// @param batchBytes of all mails of a batch together, unless one alone is larger
    /// @param patience how long a session itself waits for a destination that asks it to
    record Traits(
            Addressing addressing,
            boolean remembers,
            int mailboxesAtOnce,
            int batch,
            long batchBytes,
            Duration patience) {
        public enum Addressing {
            /// A copy in the folder of every mailbox.
            MAILBOXES,
            /// One copy for all, sent to the receiver's address.
            JOURNAL
        }
    }

    @Override
    void close();
}
