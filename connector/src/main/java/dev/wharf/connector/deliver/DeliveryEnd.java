package dev.wharf.connector.deliver;

import dev.wharf.core.destination.Refusal;

import java.time.Instant;

/// How a run at one destination ended.
public sealed interface DeliveryEnd {

    /// Every copy of what the archive held at its start has an end.
    record Done() implements DeliveryEnd {}

    /// The destination cannot be reached, or does not accept us. Cursor and open window stay.
    record Away(Refusal why, Instant retryAt) implements DeliveryEnd {}

    /// Somebody asked it to stop; the next run goes on.
    record Stopped() implements DeliveryEnd {}
}
