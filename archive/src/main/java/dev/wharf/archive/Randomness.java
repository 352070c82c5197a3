package dev.wharf.archive;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Random bytes drawn in large blocks. A block is the AES-256 counter stream of a seed that is
/// drawn from the system's generator for it and then wiped (as CTR_DRBG of NIST SP 800-90A does,
/// with a fresh seed for every 8 KB): drawing all of it from there took longer than everything else
/// that is done with a key. For one thread at a time. Every byte is handed out once and wiped here.
final class Randomness {
    private static final int BLOCK = 8192;
    private static final int SEED = 32;

    private final SecureRandom source;
    private final Cipher stream;
    private final IvParameterSpec start = new IvParameterSpec(new byte[16]);
    private final byte[] block = new byte[BLOCK];
    private int at = BLOCK;

    Randomness(SecureRandom source) {
        this.source = source;
        try {
            stream = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES", impossible);
        }
    }

    byte[] take(int count) {
        byte[] bytes = new byte[count];
        fill(bytes, 0, count);
        return bytes;
    }

    void fill(byte[] into, int offset, int count) {
        if (BLOCK - at < count) {
            draw();
        }
        System.arraycopy(block, at, into, offset, count);
        Arrays.fill(block, at, at + count, (byte) 0);
        at += count;
    }

    private void draw() {
        byte[] seed = new byte[SEED];
        source.nextBytes(seed);
        Arrays.fill(block, (byte) 0);
        try {
            stream.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, "AES"), start);
            stream.doFinal(block, 0, BLOCK, block, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES takes every key of 32 bytes", impossible);
        }
        Arrays.fill(seed, (byte) 0);
        at = 0;
    }
}
