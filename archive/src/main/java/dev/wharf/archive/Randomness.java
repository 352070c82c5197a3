package dev.wharf.archive;

import java.security.SecureRandom;
import java.util.Arrays;

/// Random bytes drawn in large blocks: one call of the generator costs more than hundreds of bytes.
/// For one thread at a time. Every byte is handed out once and wiped here.
final class Randomness {
    private static final int BLOCK = 8192;

    private final SecureRandom source;
    private final byte[] block = new byte[BLOCK];
    private int at = BLOCK;

    Randomness(SecureRandom source) {
        this.source = source;
    }

    byte[] take(int count) {
        byte[] bytes = new byte[count];
        fill(bytes, 0, count);
        return bytes;
    }

    void fill(byte[] into, int offset, int count) {
        if (BLOCK - at < count) {
            source.nextBytes(block);
            at = 0;
        }
        System.arraycopy(block, at, into, offset, count);
        Arrays.fill(block, at, at + count, (byte) 0);
        at += count;
    }
}
