package dev.wharf.capture.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Tells which form of key some bytes have.
final class KeyForms {
    /// How Java serialises a `byte[]`, up to its length.
    private static final byte[] SERIALISED =
            HexFormat.of().parseHex("aced0005757200025b42acf317f8060854e00200007870");

    private static final int KEY_BODY = 131;
    private static final int ROOT = 32;
    private static final int ROOT_DIGITS = 2 * ROOT;

    /// Longer than any text that somebody would put around 64 digits.
    private static final int LONGEST_TEXT = 4096;

    private final String name;

    KeyForms(String name) {
        this.name = name;
    }

    BackupKey read(byte[] content) {
        if (startsWith(content, SERIALISED)) {
            return serialised(content);
        }
        if (content.length == KEY_BODY && isKeyBody(content)) {
            return keyBody(content);
        }
        if (isText(content)) {
            return digits(content);
        }
        if (content.length == ROOT) {
            return BackupKey.root(name, content);
        }
        throw notAKey("%,d bytes that are neither".formatted(content.length));
    }

    private BackupKey serialised(byte[] content) {
        int start = SERIALISED.length + Integer.BYTES;
        int length = content.length < start ? -1 : int32(content, SERIALISED.length);
        if (length != KEY_BODY && length != ROOT) {
            throw notAKey("%,d bytes of another kind".formatted(content.length));
        }
        if (content.length != start + length) {
            throw damaged(
                    "it has %,d bytes in place of %,d".formatted(content.length, start + length));
        }
        byte[] body = Arrays.copyOfRange(content, start, content.length);
        try {
            return length == ROOT ? BackupKey.root(name, body) : keyBody(body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static boolean isKeyBody(byte[] body) {
        return body[0] == 0 && body[1] == 1;
    }

    /// Cipher version 2, key version 1, server salt 32, account salt 16, SHA-256 of the account
    /// salt 32, zeros 16, key 32.
    private BackupKey keyBody(byte[] body) {
        if (!isKeyBody(body)) {
            throw damaged("its version is not one that Wharf knows");
        }
        byte[] serverSalt = Arrays.copyOfRange(body, 3, 35);
        byte[] googleIdSalt = Arrays.copyOfRange(body, 35, 51);
        if (!MessageDigest.isEqual(sha256(googleIdSalt), Arrays.copyOfRange(body, 51, 83))) {
            throw damaged("its check sum does not match");
        }
        byte[] key = Arrays.copyOfRange(body, 99, KEY_BODY);
        try {
            return BackupKey.keyFile(name, key, KeyIdentity.of(serverSalt, googleIdSalt));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private BackupKey digits(byte[] content) {
        StringBuilder digits = new StringBuilder(ROOT_DIGITS);
        boolean other = false;
        for (int c : new String(content, UTF_8).codePoints().toArray()) {
            if (c < 128 && HexFormat.isHexDigit(c)) {
                digits.append((char) c);
            } else {
                other |= !separates(c);
            }
        }
        if (other) {
            throw notAKey("%,d bytes of text that are not only digits".formatted(content.length));
        }
        if (digits.length() != ROOT_DIGITS) {
            throw notAKey("%,d digits".formatted(digits.length()));
        }
        byte[] root = HexFormat.of().parseHex(digits);
        try {
            return BackupKey.root(name, root);
        } finally {
            Arrays.fill(root, (byte) 0);
        }
    }

    private static boolean separates(int c) {
        return c == ':'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || Character.getType(c) == Character.FORMAT;
    }

    /// UTF-8 without control characters: 32 random bytes are not, but once in a million.
    private static boolean isText(byte[] content) {
        if (content.length > LONGEST_TEXT) {
            return false;
        }
        for (byte b : content) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return Arrays.equals(new String(content, UTF_8).getBytes(UTF_8), content);
    }

    private WharfException notAKey(String what) {
        return new WharfException(
                ErrorCode.INPUT_NOT_RECOGNISED,
                ("%s is no key of a WhatsApp backup: it has %s. A key is the file key from the phone"
                                + " (158 bytes), the file encrypted_backup.key (59 bytes), or the"
                                + " backup's 64-digit key as text (digits 0-9 and a-f).")
                        .formatted(name, what));
    }

    private WharfException damaged(String why) {
        return new WharfException(
                ErrorCode.INPUT_UNREADABLE,
                "%s looks like a key file from the phone, but %s: copy it again, as a file and not as text."
                        .formatted(name, why));
    }

    private static boolean startsWith(byte[] content, byte[] head) {
        return content.length >= head.length
                && Arrays.equals(content, 0, head.length, head, 0, head.length);
    }

    private static int int32(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
