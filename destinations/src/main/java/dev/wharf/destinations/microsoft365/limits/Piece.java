package dev.wharf.destinations.microsoft365.limits;

/// A request that waits to be sent, as far as planning must know it.
public interface Piece {
    String mailbox();

    /// Bytes of its body.
    long bytes();
}
