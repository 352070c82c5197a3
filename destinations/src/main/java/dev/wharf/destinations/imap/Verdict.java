package dev.wharf.destinations.imap;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;

import java.time.Clock;
import java.time.Duration;

/// What a server's refusal means.
///
/// @param rest how long to leave the server alone before the next attempt; zero when it makes no
///   difference
record Verdict(Refusal refusal, Duration rest) {

    /// The settings cannot work with this server.
    static Verdict setting(String why) {
        return new Verdict(
                new Refusal(ErrorCode.SOURCE_REFUSED, Refusal.Scope.DESTINATION, why),
                Duration.ZERO);
    }

    boolean passes() {
        return refusal.code().kind() == ErrorKind.TRANSIENT;
    }

    DeliveryOutcome outcome(Clock clock) {
        return passes()
                ? new DeliveryOutcome.Deferred(refusal, clock.instant().plus(rest))
                : new DeliveryOutcome.Rejected(refusal);
    }
}
