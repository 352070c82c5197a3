package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorKind;

import java.time.Instant;

/// Something that was asked of a mailbox was not done. It ends in an outcome or an answer of the
/// session and never leaves it.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal why;
    private final Instant retryAt;

    Refused(Refusal why, Instant retryAt) {
        super(why.reason());
        this.why = why;
        this.retryAt = retryAt;
    }

    public Refusal why() {
        return why;
    }

    DeliveryOutcome outcome() {
        return why.code().kind() == ErrorKind.TRANSIENT
                ? new DeliveryOutcome.Deferred(why, retryAt)
                : new DeliveryOutcome.Rejected(why);
    }
}
