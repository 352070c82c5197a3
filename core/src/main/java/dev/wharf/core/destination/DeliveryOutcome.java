package dev.wharf.core.destination;

import java.time.Instant;
import java.util.List;

/// How one attempt to deliver one mail to one mailbox ended. After every other end than `Delivered`
/// and `AlreadyThere` nothing of the mail is in the mailbox.
public sealed interface DeliveryOutcome {

    /// It is there, durably, as far as the destination promises that.
    ///
    /// @param receipt what the destination calls it from now on: a UID, an id, a queue id
    /// @param leftOut files that are not in it but named in it, with their digest and the way into
    ///   the archive, because the destination takes none that large. One line each; the mail then
    ///   counts as imported in part
    record Delivered(String receipt, List<String> leftOut) implements DeliveryOutcome {
        public Delivered {
            leftOut = List.copyOf(leftOut);
        }

        public Delivered(String receipt) {
            this(receipt, List.of());
        }
    }

    /// It had been there before this attempt.
    record AlreadyThere(String receipt) implements DeliveryOutcome {}

    /// Try again, but not before `retryAt`: the destination asked for that, or is away.
    record Deferred(Refusal why, Instant retryAt) implements DeliveryOutcome {}

    /// A person has to act first.
    record Rejected(Refusal why) implements DeliveryOutcome {}
}
