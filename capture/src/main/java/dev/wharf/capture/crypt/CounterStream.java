package dev.wharf.capture.crypt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Objects;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/// GCM's half that decrypts: AES in counter mode, with a counter of 32 bits. The JDK's counts with
/// all 128, and an IV of 16 bytes begins anywhere: in one of a hundred files of 600 MB the 32 bits
/// run over, and the cipher is set up anew there.
final class CounterStream extends InputStream {
    private static final int BLOCK = 16;
    private static final int CHUNK = 64 * 1024;

    private final InputStream ciphertext;
    private final SecretKey key;
    private final Cipher cipher;
    private final byte[] counter;
    private final byte[] chunk = new byte[CHUNK];
    private long left;
    private long leftOfCounter;

    /// @param counter of the first block
    CounterStream(InputStream ciphertext, long length, SecretKey key, byte[] counter) {
        this.ciphertext = ciphertext;
        this.key = key;
        this.counter = counter.clone();
        left = length;
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            start();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-CTR", e);
        }
    }

    private void start() throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
        long next = Integer.toUnsignedLong(ByteBuffer.wrap(counter).getInt(12));
        leftOfCounter = ((1L << 32) - next) * BLOCK;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int wanted = (int) Math.min(Math.min(length, CHUNK), Math.min(left, leftOfCounter));
        int read = ciphertext.read(chunk, 0, wanted);
        if (read < 0) {
            throw new EOFException("shorter than it was");
        }
        try {
            cipher.update(chunk, 0, read, target, offset);
            left -= read;
            leftOfCounter -= read;
            if (leftOfCounter == 0) {
                ByteBuffer.wrap(counter).putInt(12, 0);
                start();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CTR failed", e);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        ciphertext.close();
    }
}
