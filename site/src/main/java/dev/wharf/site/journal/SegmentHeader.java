package dev.wharf.site.journal;

import dev.wharf.core.ledger.TreeHash;

import java.nio.ByteBuffer;

/// The header of a journal segment: the key that seals its records, sealed to the archive's public
/// key.
///
/// ```
///  0   1  version, 1
///  1   4  version of the archive's capture key
///  5  32  chain before the first record
/// 37   …  HPKE: encapsulated key, sealed segment key
/// ```
///
/// @param keyVersion of the archive's capture key
@SuppressWarnings("ArrayRecordComponent") // never compared
record SegmentHeader(int keyVersion, TreeHash chain, byte[] sealedKey) {
    private static final int CLEAR = 37;

    byte[] bytes() {
        return ByteBuffer.allocate(CLEAR + sealedKey.length)
                .put((byte) 1)
                .putInt(keyVersion)
                .put(chain.bytes())
                .put(sealedKey)
                .array();
    }

    static SegmentHeader parse(byte[] bytes) {
        if (bytes.length <= CLEAR || bytes[0] != 1) {
            throw new IllegalArgumentException("not a journal segment of version 1");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        int version = in.getInt();
        byte[] chain = new byte[TreeHash.BYTES];
        in.get(chain);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        return new SegmentHeader(version, TreeHash.of(chain), sealed);
    }

    /// What the sealed key is bound to: a header cannot be moved to another segment.
    static String context(long firstSequence) {
        return "wharf-journal-segment/1 " + firstSequence;
    }
}
