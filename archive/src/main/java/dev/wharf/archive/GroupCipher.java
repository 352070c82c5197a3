package dev.wharf.archive;

import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.LedgerHead;

import java.util.zip.CRC32C;

/// Seals a group's manifest to its place in a pack, and opens it. For one thread.
final class GroupCipher implements AutoCloseable {
    private final VaultKeys keys;
    private final AesGcm cipher = new AesGcm();
    private final Compressor compressor = new Compressor();
    private final Randomness random;

    GroupCipher(VaultKeys keys, Randomness random) {
        this.keys = keys;
        this.random = random;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Sealed(GroupHeader header, byte[] manifest) {
        byte[] digest() {
            return header.digest(manifest);
        }
    }

    Sealed seal(Pack pack, Tail tail, long firstSequence, SealedGroup group, LedgerHead ledger) {
        VaultKeys.Versioned key = keys.current(KeyPurpose.PACK);
        byte[] packed = group.packed();
        byte[] manifest = new byte[packed.length + AesGcm.TAG];
        GroupHeader header =
                new GroupHeader(
                        key.version(),
                        tail.group() + 1,
                        firstSequence,
                        group.items(),
                        manifest.length,
                        group.bodiesLength(),
                        random.take(AesGcm.NONCE),
                        ledger,
                        tail.digest(),
                        0);
        cipher.seal(
                key.key(),
                header.nonce(),
                header.associatedData(pack.salt()),
                packed,
                0,
                packed.length,
                manifest,
                0);
        CRC32C crc = new CRC32C();
        crc.update(manifest);
        crc.update(group.bodies(), 0, group.bodiesLength());
        return new Sealed(header.withPayloadCrc((int) crc.getValue()), manifest);
    }

    Manifest open(Pack pack, GroupHeader header, byte[] sealed) {
        byte[] packed = new byte[sealed.length];
        int length =
                cipher.open(
                        keys.key(KeyPurpose.PACK, header.keyVersion()),
                        header.nonce(),
                        header.associatedData(pack.salt()),
                        sealed,
                        0,
                        sealed.length,
                        packed,
                        0);
        return ManifestCodec.decode(compressor.decompress(packed, 0, length));
    }

    @Override
    public void close() {
        compressor.close();
    }
}
