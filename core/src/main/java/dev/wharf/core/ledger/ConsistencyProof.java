package dev.wharf.core.ledger;

import java.util.List;

/// That one tree continues another, nothing before changed (RFC 9162 §2.1.4).
public record ConsistencyProof(long oldSize, long newSize, List<TreeHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /// Whether the tree with the new root continues the one with the old root.
    public boolean proves(TreeHash oldRoot, TreeHash newRoot) {
        return MerkleTree.proves(this, oldRoot, newRoot);
    }
}
