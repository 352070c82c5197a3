package dev.wharf.site.reception;

import dev.wharf.core.key.Secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Meta's `X-Hub-Signature-256: sha256=<hex>`: HMAC-SHA-256 over the raw body, under the app's
/// secret. There is no time in it: a body that was captured can be sent again, and is then known
/// again.
final class Signature {
    private static final String PREFIX = "sha256=";

    private Signature() {}

    /// Whether any of the secrets made it; each is tried, in constant time: while an app's secret
    /// is changed, two are valid.
    static boolean valid(String header, byte[] body, List<Secret> secrets) {
        byte[] given = hex(header);
        boolean valid = false;
        for (Secret secret : secrets) {
            valid |= MessageDigest.isEqual(given, mac(secret, body));
        }
        return valid;
    }

    private static byte[] hex(String header) {
        String text = header.strip().toLowerCase(Locale.ROOT);
        try {
            return text.startsWith(PREFIX)
                    ? HexFormat.of().parseHex(text.substring(PREFIX.length()))
                    : new byte[0];
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] mac(Secret secret, byte[] body) {
        byte[] key = secret.bytes();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            java.util.Arrays.fill(key, (byte) 0);
        }
    }
}
