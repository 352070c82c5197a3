package dev.wharf.store.object;

import dev.wharf.store.key.StreamCipher;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The sealed form of a content, made as it is read: ciphers push, stores pull. Holds one piece at
/// a time. For one thread.
final class SealingStream extends InputStream {
    private static final int PIECE = 64 * 1024;

    private final InputStream content;
    private final Sealed sealed = new Sealed();
    private final OutputStream cipher;
    private byte @Nullable [] piece = new byte[PIECE];

    /// Bytes that came out of the cipher and were not read yet.
    private static final class Sealed extends ByteArrayOutputStream {
        private int read;

        Sealed() {
            super(PIECE + PIECE / 4);
        }

        int available() {
            return count - read;
        }

        int take(byte[] target, int offset, int length) {
            int n = Math.min(length, available());
            System.arraycopy(buf, read, target, offset, n);
            read += n;
            if (read == count) {
                reset();
                read = 0;
            }
            return n;
        }
    }

    SealingStream(InputStream content, StreamCipher cipher, byte[] context) throws IOException {
        this.content = content;
        this.cipher = cipher.seal(sealed, context);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (sealed.available() == 0) {
            if (!sealMore()) {
                return -1;
            }
        }
        return sealed.take(target, offset, length);
    }

    private boolean sealMore() throws IOException {
        byte[] buffer = piece;
        if (buffer == null) {
            return false;
        }
        int n = content.read(buffer);
        if (n < 0) {
            piece = null;
            cipher.close();
        } else {
            cipher.write(buffer, 0, n);
        }
        return true;
    }
}
