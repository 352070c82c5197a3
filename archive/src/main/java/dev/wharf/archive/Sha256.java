package dev.wharf.archive;

import dev.wharf.core.capture.ContentDigest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

final class Sha256 {
    private Sha256() {}

    static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static ContentDigest contentDigest(MessageDigest digest) {
        return contentDigest(digest.digest());
    }

    static ContentDigest contentDigest(byte[] digest) {
        return new ContentDigest(HexFormat.of().formatHex(digest));
    }
}
