package dev.wharf.connector.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of short texts.
public final class Sha256 {
    private Sha256() {}

    public static byte[] of(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// In lower-case hex.
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /// Of many lines, one by one: the same digest as of all of them with line feeds between. For
    /// one thread.
    static final class Lines {
        private final MessageDigest digest = digest();
        private boolean begun;

        void add(String line) {
            if (begun) {
                digest.update((byte) '\n');
            }
            begun = true;
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
