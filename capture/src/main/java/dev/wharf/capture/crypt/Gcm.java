package dev.wharf.capture.crypt;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/// AES-256-GCM with an IV of 16 bytes and nothing else authenticated, in two halves: the tag of a
/// ciphertext, and its decryption. The JDK's own decryption holds the whole plaintext back until
/// the tag is checked, in memory, and takes no more than 2 GiB.
final class Gcm {
    private final SecretKey key;
    private final Gf128 hashKey;
    private final byte[] firstCounter;
    private final Gf128 tagMask;

    Gcm(SecretKey key, byte[] iv) {
        this.key = key;
        try {
            Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
            block.init(Cipher.ENCRYPT_MODE, key);
            hashKey = Gf128.of(block.doFinal(new byte[16]), 0);
            byte[] start = start(iv).bytes();
            tagMask = Gf128.of(block.doFinal(start), 0);
            firstCounter = start.clone();
            ByteBuffer counter = ByteBuffer.wrap(firstCounter);
            counter.putInt(12, counter.getInt(12) + 1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /// J0 of an IV that has not the usual 12 bytes: its hash.
    private Gf128 start(byte[] iv) {
        return Gf128.of(iv, 0).times(hashKey).plus(new Gf128(0, iv.length * 8L)).times(hashKey);
    }

    Ghash hash() {
        try {
            return new Ghash(key, hashKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    boolean isTag(byte[] tag, Ghash ofCiphertext) {
        return MessageDigest.isEqual(tag, ofCiphertext.digest().plus(tagMask).bytes());
    }

    /// @param ciphertext read and closed by the result
    /// @param length of the ciphertext
    InputStream decrypt(InputStream ciphertext, long length) {
        return new CounterStream(ciphertext, length, key, firstCounter);
    }
}
