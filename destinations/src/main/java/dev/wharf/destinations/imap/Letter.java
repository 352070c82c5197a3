package dev.wharf.destinations.imap;

import dev.wharf.core.destination.DeliveryOutcome;

import org.jspecify.annotations.Nullable;

/// One mail on its way in one [DeliveryRun].
final class Letter {
    private final Prepared mail;
    private @Nullable DeliveryOutcome end;
    private boolean alone;
    private boolean resent;

    Letter(Prepared mail) {
        this.mail = mail;
    }

    Prepared mail() {
        return mail;
    }

    String messageId() {
        return mail.messageId();
    }

    @Nullable DeliveryOutcome end() {
        return end;
    }

    void end(DeliveryOutcome how) {
        end = how;
    }

    void arrived(String receipt) {
        end = new DeliveryOutcome.Delivered(receipt, mail.leftOut());
    }

    /// It goes in a command of its own: one with others was refused.
    boolean alone() {
        return alone;
    }

    void goesAlone() {
        alone = true;
    }

    /// It was sent again, after nobody saw the end of the first time and it was not there.
    boolean resent() {
        return resent;
    }

    void sentAgain() {
        resent = true;
    }
}
