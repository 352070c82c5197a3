package dev.wharf.capture.linked;

import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A webhook's signature over its raw bytes, compared in constant time.
final class Signature {
    private static final String PREFIX = "sha256=";

    private final String algorithm;
    private final Secret key;

    /// @param algorithm as Java calls it: `HmacSHA512`
    Signature(String algorithm, Secret key) {
        this.algorithm = algorithm;
        this.key = key;
    }

    /// @param given hexadecimal in any case, perhaps after `sha256=`; null when there is none
    boolean isOf(byte[] body, @Nullable String given) {
        if (given == null || key.size() == 0) {
            return false;
        }
        String hex = given.strip();
        hex = hex.startsWith(PREFIX) ? hex.substring(PREFIX.length()) : hex;
        try {
            return MessageDigest.isEqual(made(body), HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException noHex) {
            return false;
        }
    }

    private byte[] made(byte[] body) {
        byte[] bytes = key.bytes();
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(bytes, algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
