package dev.wharf.site.enrolment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A link that was sent, without the link.
///
/// @param consumed when its last step was done
public record Invitation(
        String account,
        Instant created,
        Instant expires,
        @Nullable Instant consumed,
        @Nullable Instant revoked) {

    public enum State {
        OPEN,
        CONSUMED,
        /// Too late, or another link was sent since.
        OVER
    }

    public State state(Instant now) {
        if (revoked != null || !now.isBefore(expires)) {
            return State.OVER;
        }
        return consumed == null ? State.OPEN : State.CONSUMED;
    }
}
