package dev.wharf.core.ledger;

import java.time.Instant;

/// One act as the ledger holds it.
///
/// @param sequence from 1, without holes; its leaf has index `sequence - 1` in the tree
/// @param recordedAt by the ledger's clock, in milliseconds
/// @param previous leaf of the entry before, [MerkleTree#EMPTY] for the first
/// @param leaf the salted commitment to all of this, `previous` included
public record LedgerEntry(
        long sequence, Instant recordedAt, Act act, TreeHash previous, TreeHash leaf) {}
