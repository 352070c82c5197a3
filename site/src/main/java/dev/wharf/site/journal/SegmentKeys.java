package dev.wharf.site.journal;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.key.RecordCipher;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The archive's side of the journal's keys: opens those of segments and media with the private
/// key. Safe for many threads.
final class SegmentKeys {
    private static final int MOST_OPEN = 16;

    private final KeyVault vault;
    private final Map<Integer, ArchivePrivateKey> privateKeys = new HashMap<>();
    private final Map<Long, RecordCipher> ciphers =
            new LinkedHashMap<>(32, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, RecordCipher> eldest) {
                    return size() > MOST_OPEN;
                }
            };

    SegmentKeys(KeyVault vault) {
        this.vault = vault;
    }

    synchronized ArchivePrivateKey privateKey(int version) {
        return privateKeys.computeIfAbsent(
                version, number -> ArchivePrivateKey.of(vault.key(KeyPurpose.CAPTURE, number)));
    }

    /// @param segment first sequence of it
    /// @param header asked for when the key is not known yet
    synchronized RecordCipher open(long segment, Supplier<byte[]> header) {
        RecordCipher known = ciphers.get(segment);
        if (known != null) {
            return known;
        }
        SegmentHeader parsed = SegmentHeader.parse(header.get());
        try (Secret secret =
                privateKey(parsed.keyVersion())
                        .open(parsed.sealedKey(), SegmentHeader.context(segment))
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.STORAGE_CORRUPT,
                                                "journal segment %016d is not sealed to this archive"
                                                        .formatted(segment)))) {
            RecordCipher opened = new RecordCipher(secret);
            ciphers.put(segment, opened);
            return opened;
        }
    }

    synchronized void forget() {
        ciphers.clear();
        privateKeys.clear();
    }
}
