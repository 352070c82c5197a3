package dev.wharf.connector.deliver;

import org.jspecify.annotations.Nullable;

/// How far a connector has come at one destination; kept in the archive as a document of kind
/// `delivery`.
///
/// @param sequence every copy of every item up to it has had an end
/// @param group gains of commit groups up to it are delivered or debts
/// @param backfill items up to it were archived before the connector was made: their copies may be
///   in mailboxes already, from another connector, and are looked for
/// @param open the window that was being delivered when this was written; null for none
public record DeliveryState(long sequence, long group, long backfill, @Nullable Span open) {

    /// A connector that starts after a sequence.
    ///
    /// @param last the archive's last sequence now, as `group` is its last commit group
    public static DeliveryState startingAfter(long sequence, long last, long group) {
        return new DeliveryState(sequence, group, last, null);
    }

    DeliveryState opening(Span window) {
        return new DeliveryState(sequence, group, backfill, window);
    }

    /// Everything up to a sequence has an end.
    DeliveryState through(long last) {
        return new DeliveryState(last, group, backfill, null);
    }

    DeliveryState gainedThrough(long last) {
        return new DeliveryState(sequence, last, backfill, open);
    }
}
