package dev.wharf.archive.ledger;

import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.TreeHash;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// An entry's payload in the ledger's segments:
///
/// ```
///  0   1  version, 1
///  1   4  version of the key that seals the entry
///  5  32  leaf: SHA-256(00 ‖ salt ‖ canonical entry)
/// 37   …  sealed, bound to bytes 0 to 36 and the sequence: salt (16), canonical entry
/// ```
///
/// Leaves stand in the clear: whoever has no key can still check tree, proofs and signed heads.
@SuppressWarnings("ArrayRecordComponent") // never compared
record EntryFrame(int keyVersion, TreeHash leaf, byte[] sealed) {
    static final byte KIND = 1;
    static final int SALT = 16;

    private static final int CLEAR = 37;

    byte[] bytes() {
        return ByteBuffer.allocate(CLEAR + sealed.length)
                .put(clear(keyVersion, leaf))
                .put(sealed)
                .array();
    }

    /// @throws IllegalArgumentException when it is none
    static EntryFrame parse(byte[] payload) {
        if (payload.length < CLEAR || payload[0] != 1) {
            throw new IllegalArgumentException("not a ledger entry of version 1");
        }
        ByteBuffer in = ByteBuffer.wrap(payload, 1, payload.length - 1);
        int version = in.getInt();
        byte[] leaf = new byte[TreeHash.BYTES];
        in.get(leaf);
        return new EntryFrame(
                version, TreeHash.of(leaf), Arrays.copyOfRange(payload, CLEAR, payload.length));
    }

    static byte[] context(int keyVersion, TreeHash leaf, long sequence) {
        return ByteBuffer.allocate(CLEAR + 8)
                .put(clear(keyVersion, leaf))
                .putLong(sequence)
                .array();
    }

    static TreeHash leaf(byte[] salt, byte[] canonical) {
        return MerkleTree.leaf(salt, canonical);
    }

    private static byte[] clear(int keyVersion, TreeHash leaf) {
        return ByteBuffer.allocate(CLEAR)
                .put((byte) 1)
                .putInt(keyVersion)
                .put(leaf.bytes())
                .array();
    }
}
