package dev.wharf.testkit;

import dev.wharf.core.capture.ContentDigest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Digests as tests need them.
public final class Digests {
    private Digests() {}

    public static ContentDigest sha256(byte[] content) {
        try {
            return new ContentDigest(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
