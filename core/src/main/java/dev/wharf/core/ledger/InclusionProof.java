package dev.wharf.core.ledger;

import java.util.List;

/// The audit path of one leaf (RFC 9162 §2.1.3).
///
/// @param index of the leaf, from 0: the entry's sequence less one
/// @param size of the tree
/// @param path sibling hashes from the leaf to the root
public record InclusionProof(long index, long size, List<TreeHash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /// Whether the leaf stands at the index in the tree with this root.
    public boolean proves(TreeHash leaf, TreeHash root) {
        return MerkleTree.proves(this, leaf, root);
    }
}
