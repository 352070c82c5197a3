package dev.wharf.capture.crypt;

import java.security.GeneralSecurityException;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// GHASH of a ciphertext of any length, at the speed of the JDK's AES-GCM.
///
/// The JDK has instructions of the processor for GHASH, and shows them only within GCM; a table in
/// Java is a hundred times slower. So each segment is *encrypted* with GCM under one of two fixed
/// nonces, and the result is thrown away but for its tag: `E(J0) + GHASH(segment + keystream)`.
/// GHASH is linear, so adding the tag of a segment of zeros under the same nonce leaves `sum of
/// C(j) * H^(n-j+2)`: the segment's share of the hash, which is shifted by `H^n` for each segment
/// that follows. Segments also lift GCM's limit of 2 GiB.
final class Ghash {
    /// With larger ones it takes the JIT compiler gigabytes to notice; with smaller ones, preparing
    /// the cipher costs more than a tenth.
    static final int SEGMENT = 64 * 1024;

    private static final int BLOCK = 16;

    private final Cipher cipher;
    private final SecretKey key;
    private final Gf128 hashKey;
    private final Gf128 segmentShift;
    private final byte[] encrypted = new byte[SEGMENT + BLOCK];

    /// The cipher refuses the same nonce twice in a row, so they take turns.
    private final GCMParameterSpec[] nonces = {nonce(0), nonce(1)};

    private final Gf128[] tagsOfZeros;
    private int turn;
    private Gf128 sum = Gf128.ZERO;
    private long length;
    private boolean ended;

    Ghash(SecretKey key, Gf128 hashKey) throws GeneralSecurityException {
        this.key = key;
        this.hashKey = hashKey;
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        segmentShift = hashKey.power(SEGMENT / BLOCK);
        byte[] zeros = new byte[SEGMENT];
        tagsOfZeros = new Gf128[] {tag(zeros, 0), tag(zeros, 1)};
    }

    private static GCMParameterSpec nonce(int number) {
        byte[] nonce = new byte[12];
        nonce[0] = (byte) number;
        return new GCMParameterSpec(8 * BLOCK, nonce);
    }

    /// @param segment begins with the next bytes
    /// @param used [#SEGMENT], or fewer for the last segment
    void update(byte[] segment, int used) {
        if (ended) {
            throw new IllegalStateException("only the last segment may be short");
        }
        length += used;
        if (used == SEGMENT) {
            add(segment, segmentShift);
            return;
        }
        ended = true;
        int blocks = (used + BLOCK - 1) / BLOCK;
        byte[] aligned = new byte[SEGMENT];
        System.arraycopy(segment, 0, aligned, SEGMENT - blocks * BLOCK, used);
        add(aligned, hashKey.power(blocks));
    }

    private void add(byte[] segment, Gf128 shift) {
        try {
            sum = sum.times(shift).plus(tag(segment, turn)).plus(tagsOfZeros[turn]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
        turn = 1 - turn;
    }

    private Gf128 tag(byte[] segment, int nonce) throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key, nonces[nonce]);
        cipher.doFinal(segment, 0, SEGMENT, encrypted, 0);
        return Gf128.of(encrypted, SEGMENT);
    }

    /// Nothing authenticated beside the ciphertext.
    Gf128 digest() {
        return sum.plus(new Gf128(0, length * 8).times(hashKey));
    }
}
