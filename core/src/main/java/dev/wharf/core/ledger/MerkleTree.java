package dev.wharf.core.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// The hashes and proofs of RFC 9162 §2.1, with SHA-256. Nothing but the JDK, so that a verifier
/// can be shipped with an export.
public final class MerkleTree {
    /// The root of the empty tree: SHA-256 of nothing.
    public static final TreeHash EMPTY = TreeHash.of(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /// Gives the root over the leaves from `begin` (inclusive) to `end` (exclusive).
    @FunctionalInterface
    public interface Subtrees {
        TreeHash root(long begin, long end);
    }

    public static TreeHash leaf(byte[]... data) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        for (byte[] part : data) {
            digest.update(part);
        }
        return TreeHash.of(digest.digest());
    }

    public static TreeHash node(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes());
        digest.update(right.bytes());
        return TreeHash.of(digest.digest());
    }

    /// The root over a list of leaves.
    public static TreeHash root(List<TreeHash> leaves) {
        CompactRange range = new CompactRange();
        leaves.forEach(range::add);
        return range.root();
    }

    /// RFC 9162 §2.1.3.1.
    public static InclusionProof inclusion(long index, long size, Subtrees tree) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<TreeHash> path = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + split(end - begin);
            if (index < middle) {
                path.addFirst(tree.root(middle, end));
                end = middle;
            } else {
                path.addFirst(tree.root(begin, middle));
                begin = middle;
            }
        }
        return new InclusionProof(index, size, path);
    }

    /// RFC 9162 §2.1.4.1. Nothing needs proof when one tree is empty or both are the same.
    public static ConsistencyProof consistency(long oldSize, long newSize, Subtrees tree) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "a tree of " + newSize + " does not continue one of " + oldSize);
        }
        List<TreeHash> path = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            long begin = 0;
            long end = newSize;
            while (end != oldSize) {
                long middle = begin + split(end - begin);
                if (oldSize <= middle) {
                    path.addFirst(tree.root(middle, end));
                    end = middle;
                } else {
                    path.addFirst(tree.root(begin, middle));
                    begin = middle;
                }
            }
            if (begin > 0) {
                path.addFirst(tree.root(begin, end));
            }
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    /// RFC 9162 §2.1.3.2.
    static boolean proves(InclusionProof proof, TreeHash leaf, TreeHash root) {
        if (proof.index() < 0 || proof.index() >= proof.size()) {
            return false;
        }
        long node = proof.index();
        long last = proof.size() - 1;
        TreeHash hash = leaf;
        for (TreeHash sibling : proof.path()) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= up;
                last >>>= up;
            } else {
                hash = node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// RFC 9162 §2.1.4.2.
    static boolean proves(ConsistencyProof proof, TreeHash oldRoot, TreeHash newRoot) {
        long oldSize = proof.oldSize();
        long newSize = proof.newSize();
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.path().isEmpty() && oldRoot.equals(newRoot);
        }
        if (oldSize == 0) {
            return proof.path().isEmpty() && oldRoot.equals(EMPTY);
        }
        List<TreeHash> path = new ArrayList<>(proof.path());
        if (Long.bitCount(oldSize) == 1) {
            path.addFirst(oldRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        int skip = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >>> skip;
        long last = (newSize - 1) >>> skip;
        TreeHash old = path.getFirst();
        TreeHash made = old;
        for (TreeHash sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = node(sibling, old);
                made = node(sibling, made);
                int up = (node & 1) == 1 || node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= up;
                last >>>= up;
            } else {
                made = node(made, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && old.equals(oldRoot) && made.equals(newRoot);
    }

    /// The largest power of two below `size`.
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
