package dev.wharf.core.ledger;

/// How long the ledger is, and the root that fixes every entry up to there. Kept elsewhere (in a
/// pack, a backup, a letter) it is an anchor: [Ledger#verify] shows whether the ledger still
/// contains it.
///
/// @param size number of entries
public record LedgerHead(long size, TreeHash root) {
    public static final LedgerHead EMPTY = new LedgerHead(0, MerkleTree.EMPTY);

    public LedgerHead {
        if (size < 0) {
            throw new IllegalArgumentException("a ledger has no negative size");
        }
    }
}
