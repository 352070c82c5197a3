package dev.wharf.connector.staging;

import dev.wharf.core.capture.ContentDigest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A digest in the making. For one thread.
final class Sha256 {
    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ContentDigest of(byte[] bytes) {
        Sha256 digest = new Sha256();
        digest.update(bytes);
        return digest.end();
    }

    void update(byte[] bytes) {
        digest.update(bytes);
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    ContentDigest end() {
        return new ContentDigest(HexFormat.of().formatHex(digest.digest()));
    }
}
