package dev.wharf.capture.cloudapi;

import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a webhook proves who sent it: HMAC-SHA256 over the very bytes of its body, in a header. None
/// of them proves when: a body that was sent once can be sent again, and is then known by its
/// updates' ids.
public enum WebhookSignature {
    /// Meta's: `sha256=` and hex, keyed by the app's secret.
    META("X-Hub-Signature-256"),
    /// 360dialog's, keyed by the platform secret. Its documents do not say how the digest is
    /// written; hex and base64 are taken.
    DIALOG_360("x-360dialog-signature"),
    /// YCloud's: `t=1654084800,s=…`, hex, over the time, a dot and the body, keyed by the
    /// endpoint's secret.
    YCLOUD("YCloud-Signature");

    private static final Pattern TIMED = Pattern.compile("t=([0-9]{1,12}),s=([0-9a-fA-F]{64})");
    private static final Pattern HEX = Pattern.compile("(?:sha256=)?([0-9a-fA-F]{64})");

    private final String header;

    WebhookSignature(String header) {
        this.header = header;
    }

    /// The header it stands in.
    public String header() {
        return header;
    }

    /// In constant time for a given length of the body.
    ///
    /// @param given the header's value; null when there is none
    public boolean matches(byte[] body, @Nullable String given, Secret secret) {
        String text = given == null ? "" : given.strip();
        Matcher timed = TIMED.matcher(text);
        if (this == YCLOUD) {
            return timed.matches()
                    && same(hmac(secret, ascii(timed.group(1) + "."), body), timed.group(2));
        }
        byte[] expected = hmac(secret, new byte[0], body);
        Matcher hex = HEX.matcher(text);
        if (hex.matches() && (this == DIALOG_360 || text.startsWith("sha256="))) {
            return same(expected, hex.group(1));
        }
        return this == DIALOG_360
                && MessageDigest.isEqual(
                        ascii(Base64.getEncoder().encodeToString(expected)), ascii(text));
    }

    private static boolean same(byte[] expected, String hex) {
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(hex));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hmac(Secret secret, byte[] before, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            mac.update(before);
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
        }
    }
}
