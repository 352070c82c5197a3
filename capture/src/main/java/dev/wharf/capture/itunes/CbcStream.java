package dev.wharf.capture.itunes;

import dev.wharf.capture.file.DamagedEntryException;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Decrypts a file of a backup while it is read: AES in CBC mode, its first vector zero, cut to the
/// file's own size. Needs the same memory for any size.
final class CbcStream extends InputStream {
    static final String BROKEN_OFF = "it breaks off in the backup";
    private static final int BLOCK = 16;
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final Cipher cipher;
    private final byte[] sealed = new byte[PIECE];
    private final byte[] plain = new byte[PIECE];
    private final boolean sized;
    private long left;
    private int from;
    private int to;
    private boolean ended;

    /// @param size of the plain file; -1 for all there is, with what fills its last block
    CbcStream(InputStream in, byte[] key, long size) {
        this.in = in;
        sized = size >= 0;
        left = sized ? size : Long.MAX_VALUE;
        try {
            cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(new byte[BLOCK]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /// @throws DamagedEntryException at the end of a file that is shorter than its size
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 || (from == to && !fill())) {
            return -1;
        }
        int n = (int) Math.min(Math.min(length, to - from), left);
        System.arraycopy(plain, from, target, offset, n);
        from += n;
        left -= n;
        return n;
    }

    private boolean fill() throws IOException {
        int n = ended ? 0 : in.readNBytes(sealed, 0, PIECE);
        ended |= n < PIECE;
        int whole = n - n % BLOCK;
        if (whole == 0) {
            if (sized) {
                throw new DamagedEntryException(BROKEN_OFF, true, null);
            }
            return false;
        }
        try {
            from = 0;
            to = cipher.update(sealed, 0, whole, plain, 0);
            return true;
        } catch (ShortBufferException e) {
            throw new IllegalStateException("what is decrypted is no longer than before", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
