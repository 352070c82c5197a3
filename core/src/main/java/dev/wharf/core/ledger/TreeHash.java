package dev.wharf.core.ledger;

import java.util.Arrays;
import java.util.HexFormat;

/// A hash of the ledger's Merkle tree (RFC 9162, SHA-256): of a leaf, a node or a root.
public final class TreeHash {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a tree hash has 32 bytes");
        }
        this.bytes = bytes;
    }

    public static TreeHash of(byte[] bytes) {
        return new TreeHash(bytes.clone());
    }

    public static TreeHash parse(String hex) {
        return new TreeHash(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Lower-case hex.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
