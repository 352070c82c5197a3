package dev.wharf.core.ledger;

import java.util.ArrayList;
import java.util.List;

/// The roots of the perfect subtrees of a growing Merkle tree: all that is needed to add a leaf or
/// to know the root, at most 63 hashes. For one thread.
public final class CompactRange {
    private final List<TreeHash> peaks = new ArrayList<>();
    private long size;

    /// Goes on from peaks that were kept.
    public static CompactRange of(long size, List<TreeHash> peaks) {
        if (peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of " + size + " has other peaks");
        }
        CompactRange range = new CompactRange();
        range.peaks.addAll(peaks);
        range.size = size;
        return range;
    }

    public void add(TreeHash leaf) {
        TreeHash hash = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            hash = MerkleTree.node(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size++;
    }

    /// From the largest, leftmost subtree to the smallest.
    public List<TreeHash> peaks() {
        return List.copyOf(peaks);
    }

    public long size() {
        return size;
    }

    public TreeHash root() {
        if (size == 0) {
            return MerkleTree.EMPTY;
        }
        TreeHash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = MerkleTree.node(peaks.get(i), root);
        }
        return root;
    }

    public LedgerHead head() {
        return new LedgerHead(size, root());
    }
}
