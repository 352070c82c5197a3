package dev.wharf.store.key;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/// The key on paper: 160 random bits that open the vault, or a backup's copy of it, when all else
/// is lost. It is shown once and never stored; the vault keeps only the public key that follows
/// from it.
///
/// Written as nine groups of four characters of Crockford's base32 (no I, L, O, U; they are read as
/// 1, 1, 0 and refused): 32 characters of key and 4 of checksum, 20 bits of SHA-256.
public final class RecoveryKey {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BYTES = 20;
    private static final int KEY_CHARACTERS = 32;
    private static final int CHARACTERS = 36;
    private static final int GROUP = 4;

    private final Secret secret;

    private RecoveryKey(Secret secret) {
        this.secret = secret;
    }

    public static RecoveryKey generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        RecoveryKey key = new RecoveryKey(Secret.copyOf(bytes));
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    /// Reads what a person typed: any case, with or without dashes and spaces.
    ///
    /// @throws WharfException `NOT_ALLOWED` saying what is wrong with it, without quoting it
    public static RecoveryKey parse(String typed) {
        String text = normalised(typed);
        if (text.length() != CHARACTERS) {
            throw refused(
                    "it has %d characters, not %d, dashes not counted"
                            .formatted(text.length(), CHARACTERS));
        }
        for (int i = 0; i < text.length(); i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                throw refused(
                        "group %d has a character that is never used".formatted(i / GROUP + 1));
            }
        }
        byte[] bytes = decode(text.substring(0, KEY_CHARACTERS));
        if (!checksum(bytes).equals(text.substring(KEY_CHARACTERS))) {
            throw refused("its last group does not match the others: a character is mistyped");
        }
        return new RecoveryKey(Secret.copyOf(bytes));
    }

    /// The text to print once: `7QK2-9XTA-…`. The only way to see the key.
    public String reveal() {
        byte[] bytes = secret.bytes();
        String text = encode(bytes, KEY_CHARACTERS) + checksum(bytes);
        Arrays.fill(bytes, (byte) 0);
        return text.replaceAll("(.{4})(?=.)", "$1-");
    }

    /// The X25519 pair that follows from it: whoever holds the public half can seal to this key
    /// without knowing it, so a new master key needs no typing.
    ArchivePrivateKey pair() {
        try (Secret scalar = Sealed.derive(secret, "wharf-recovery/1", "x25519")) {
            return ArchivePrivateKey.of(0, scalar);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryKey key && secret.equals(key.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    private static String normalised(String typed) {
        return typed.replaceAll("[\\s\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT)
                .replace('I', '1')
                .replace('L', '1')
                .replace('O', '0');
    }

    private static String encode(byte[] bytes, int characters) {
        BigInteger rest = new BigInteger(1, bytes);
        char[] text = new char[characters];
        for (int i = characters - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt(rest.intValue() & 31);
            rest = rest.shiftRight(5);
        }
        return new String(text);
    }

    private static byte[] decode(String text) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
        }
        byte[] wide = value.toByteArray();
        byte[] bytes = new byte[BYTES];
        int length = Math.min(BYTES, wide.length);
        System.arraycopy(wide, wide.length - length, bytes, BYTES - length, length);
        return bytes;
    }

    private static String checksum(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("wharf-recovery-checksum/1".getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(bytes);
            int bits = (hash[0] & 0xff) << 12 | (hash[1] & 0xff) << 4 | (hash[2] & 0xff) >> 4;
            return encode(new byte[] {(byte) (bits >> 16), (byte) (bits >> 8), (byte) bits}, GROUP);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static WharfException refused(String why) {
        return new WharfException(
                ErrorCode.NOT_ALLOWED, "this is not a recovery key of Wharf: " + why);
    }
}
