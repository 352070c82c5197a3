package dev.wharf.core.ledger;

import java.util.List;
import java.util.stream.Stream;

/// The record of every act: append-only, hash-chained, a Merkle tree (RFC 9162) whose heads are
/// signed. It cannot be back-filled, so it is written from the first act on.
///
/// Safe for use by many threads; concurrent appends share one fsync (group commit). It shows that
/// something was changed, dropped, moved or cut off since a head was signed or anchored; it does
/// not show what a holder of all keys left out before that.
///
/// Failures are [dev.wharf.core.error.WharfException]s: `STORAGE_FAILED` when an entry could not be
/// made durable (the ledger then takes nothing more until it is opened again), `STORAGE_CORRUPT`
/// when an entry cannot be read.
public interface Ledger extends AutoCloseable {

    /// Appends one act, after everything appended so far. Durable when it returns.
    LedgerEntry append(Act act);

    /// Appends one act in order, without waiting for the disk: it is durable after the next [#sync]
    /// or [#append] by anybody. For the archive's writer, one entry a commit group, about 10 µs.
    LedgerEntry appendBuffered(Act act);

    /// Makes everything appended so far durable.
    void sync();

    /// Entries after a sequence (0 for all), oldest first, read lazily. Must be closed.
    Stream<LedgerEntry> entries(long after);

    /// The head of everything appended so far, durable or not. Costs a few hashes.
    LedgerHead head();

    /// The newest signed head: signed now when entries came since the last.
    SignedHead sign();

    /// Proves that entry `sequence` is in the tree of the first `size` entries.
    InclusionProof inclusion(long sequence, long size);

    /// Proves that the tree of `newSize` entries continues that of `oldSize`.
    ConsistencyProof consistency(long oldSize, long newSize);

    /// Reads every entry and checks it, the chain, every signed head and the given anchors.
    LedgerReport verify(List<LedgerHead> anchors);

    default LedgerReport verify() {
        return verify(List.of());
    }

    /// Signs the head and closes.
    @Override
    void close();
}
