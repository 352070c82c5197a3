package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/// Sequences and digests of the captures of one object, for proof of delivery: 40 bytes each.
@SuppressWarnings("ArrayRecordComponent") // never compared
record DigestList(byte[] bytes) {
    private static final int EACH = 8 + 32;

    static DigestList of(List<CaptureRecord> records) {
        ByteBuffer all = ByteBuffer.allocate(records.size() * EACH);
        for (CaptureRecord record : records) {
            all.putLong(record.id().sequence())
                    .put(HexFormat.of().parseHex(record.digest().sha256()));
        }
        return new DigestList(all.array());
    }

    int captures() {
        return bytes.length / EACH;
    }

    long first() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /// Over several objects, in order.
    static ContentDigest digest(List<DigestList> lists) {
        Sha256 digest = new Sha256();
        lists.forEach(list -> digest.update(list.bytes));
        return digest.end();
    }
}
