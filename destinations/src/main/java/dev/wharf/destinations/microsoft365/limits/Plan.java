package dev.wharf.destinations.microsoft365.limits;

import java.util.List;

/// Requests to send together now.
///
/// @param chained all of one mailbox, each after the one before; else all of different mailboxes,
///   side by side
public record Plan<P extends Piece>(List<P> pieces, boolean chained) {
    public Plan {
        pieces = List.copyOf(pieces);
    }

    /// How many of them are in flight at the same time.
    public int atOnce() {
        return chained ? 1 : pieces.size();
    }
}
