package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// What makes a key of a passcode: PBKDF2 with SHA-256 and some ten million rounds, and of what
/// comes out PBKDF2 with SHA-1. Backups of iOS 10.0 and 10.1 have the second step only.
final class Derivation {
    /// Real ones have 10,000,000 and 10,000: a damaged count must not cost hours.
    private static final int MOST_ROUNDS = 100_000_000;

    private static final int KEY = 32;

    private final byte[] salt;
    private final int rounds;
    private final byte @Nullable [] doubleSalt;
    private final int doubleRounds;

    /// @param doubleSalt of the first step; null where there is none
    /// @param doubleRounds of the first step
    Derivation(byte[] salt, int rounds, byte @Nullable [] doubleSalt, int doubleRounds) {
        this.salt = salt;
        this.rounds = rounds;
        this.doubleSalt = doubleSalt;
        this.doubleRounds = doubleRounds;
    }

    byte[] key(byte[] passcode) throws MalformedKeyBagException {
        checkRounds(rounds);
        try {
            if (doubleSalt == null) {
                return sha1(passcode);
            }
            checkRounds(doubleRounds);
            byte[] first = sha256(passcode, doubleSalt);
            byte[] key = sha1(first);
            Arrays.fill(first, (byte) 0);
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw (MalformedKeyBagException)
                    new MalformedKeyBagException("it names a salt that is none").initCause(e);
        }
    }

    private static void checkRounds(int rounds) throws MalformedKeyBagException {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new MalformedKeyBagException("it asks for %,d rounds".formatted(rounds));
        }
    }

    private byte[] sha256(byte[] passcode, byte[] firstSalt) throws GeneralSecurityException {
        CharBuffer chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(passcode));
        char[] letters = new char[chars.remaining()];
        chars.get(letters);
        PBEKeySpec spec = new PBEKeySpec(letters, firstSalt, doubleRounds, KEY * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } finally {
            spec.clearPassword();
            Arrays.fill(letters, '\0');
            Arrays.fill(chars.array(), '\0');
        }
    }

    /// By hand: the JDK's takes letters only, and these are any bytes.
    private byte[] sha1(byte[] secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        byte[] key = new byte[KEY];
        for (int block = 1, at = 0; at < KEY; block++) {
            mac.update(salt);
            mac.update(ByteBuffer.allocate(4).putInt(0, block));
            byte[] turn = mac.doFinal();
            byte[] sum = turn.clone();
            for (int round = 1; round < rounds; round++) {
                turn = mac.doFinal(turn);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] ^= turn[i];
                }
            }
            int n = Math.min(sum.length, KEY - at);
            System.arraycopy(sum, 0, key, at, n);
            at += n;
        }
        return key;
    }

    static int bigEndian(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }
}
