package dev.wharf.archive;

import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.TreeHash;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// What stands in front of a commit group in a pack, in the clear: numbers and lengths, no names.
///
/// ```
/// magic "WGRP"(4) version(2: 1) pack key version(2) group(8) first sequence(8) items(4)
/// manifest length(4) bodies length(8) nonce(12) ledger size(8) ledger root(32)
/// digest of the group before(32) CRC32C of manifest and bodies(4) CRC32C of all this(4)
/// ```
///
/// The digest of a group is SHA-256 over this header and the sealed manifest; the manifest in turn
/// holds the digest of every body. So the groups are a chain, and the ledger's entry for one
/// vouches for all it holds.
///
/// @param ledger the ledger's head just before the group: an anchor for the ledger
/// @param previous digest of the group before, zeros for the first
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record GroupHeader(
        int keyVersion,
        long group,
        long firstSequence,
        int items,
        int manifestLength,
        long bodiesLength,
        byte[] nonce,
        LedgerHead ledger,
        byte[] previous,
        int payloadCrc) {
    static final int BYTES = 132;
    static final byte[] NO_DIGEST = new byte[32];

    private static final int MAGIC = 0x57475250;
    private static final int VERSION = 1;
    private static final int AUTHENTICATED = 124;
    private static final int HEADER_CRC = 128;

    GroupHeader withPayloadCrc(int crc) {
        return new GroupHeader(
                keyVersion,
                group,
                firstSequence,
                items,
                manifestLength,
                bodiesLength,
                nonce,
                ledger,
                previous,
                crc);
    }

    long length() {
        return BYTES + manifestLength + bodiesLength;
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putInt(MAGIC).putShort((short) VERSION).putShort((short) keyVersion);
        out.putLong(group).putLong(firstSequence).putInt(items);
        out.putInt(manifestLength).putLong(bodiesLength).put(nonce);
        out.putLong(ledger.size()).put(ledger.root().bytes());
        out.put(previous).putInt(payloadCrc);
        return out.putInt(crc(out.array())).array();
    }

    /// Null when these are no header's bytes.
    static @Nullable GroupHeader decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < BYTES
                || in.getInt() != MAGIC
                || in.getShort() != VERSION
                || in.getInt(HEADER_CRC) != crc(bytes)) {
            return null;
        }
        GroupHeader header =
                new GroupHeader(
                        in.getShort() & 0xffff,
                        in.getLong(),
                        in.getLong(),
                        in.getInt(),
                        in.getInt(),
                        in.getLong(),
                        take(in, AesGcm.NONCE),
                        new LedgerHead(in.getLong(), TreeHash.of(take(in, TreeHash.BYTES))),
                        take(in, 32),
                        in.getInt());
        boolean sane =
                header.items >= 0
                        && header.manifestLength >= AesGcm.TAG
                        && header.bodiesLength >= 0;
        return sane ? header : null;
    }

    /// What the manifest's seal binds: this header but for its checksums, and the pack it stands
    /// in.
    byte[] associatedData(byte[] packSalt) {
        byte[] header = encode();
        byte[] aad = Arrays.copyOf(packSalt, packSalt.length + AUTHENTICATED);
        System.arraycopy(header, 0, aad, packSalt.length, AUTHENTICATED);
        return aad;
    }

    byte[] digest(byte[] sealedManifest) {
        MessageDigest digest = Sha256.fresh();
        digest.update(encode());
        return digest.digest(sealedManifest);
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, HEADER_CRC);
        return (int) crc.getValue();
    }

    private static byte[] take(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
