package dev.wharf.destinations.journal;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.Deferred;
import dev.wharf.core.destination.DeliveryOutcome.Rejected;
import dev.wharf.core.destination.Refusal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// What an answer of a server means for a mail.
///
/// @param retryAfter null when a person has to act first
record Verdict(Refusal why, @Nullable Duration retryAfter) {

    DeliveryOutcome outcome(Instant now) {
        return retryAfter == null ? new Rejected(why) : new Deferred(why, now.plus(retryAfter));
    }
}
