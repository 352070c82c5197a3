package dev.wharf.archive;

import java.util.Arrays;
import java.util.HexFormat;

/// What a blob's file is called: HMAC-SHA-256 of the content's SHA-256 under the archive's naming
/// key, so that a name tells nobody who holds a known file.
final class BlobName {
    static final int BYTES = 32;

    private final byte[] bytes;

    BlobName(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a blob's name has 32 bytes");
        }
        this.bytes = bytes.clone();
    }

    static BlobName parse(String hex) {
        return new BlobName(HexFormat.of().parseHex(hex));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlobName name && Arrays.equals(bytes, name.bytes);
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
