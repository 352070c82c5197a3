package dev.wharf.capture.crypt;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Looks at what is left of a file that is not whole, to say what happened to it. Nothing that it
/// decrypts is kept.
final class DamageProbe {
    /// A phone's file transfer first makes the file as large as it shall be.
    private static final int BLANK = 512;

    /// What a wrong key decrypts to is never unpacked as far as this.
    private static final int ENOUGH = 512;

    private static final int CHUNK = 64 * 1024;

    private final CryptFile file;

    DamageProbe(CryptFile file) {
        this.file = file;
    }

    enum Finding {
        /// The key opens nothing: it is the wrong one, the damage is at the start, or what was
        /// encrypted is not packed.
        UNREADABLE,
        /// The key is right, and what is there is sound up to its last byte.
        BREAKS_OFF,
        /// The key is right, and some bytes are not what they were.
        BROKEN
    }

    boolean endIsBlank() {
        byte[] tail = file.tail(BLANK);
        return Arrays.equals(tail, new byte[BLANK]);
    }

    Finding unpack(Gcm gcm) {
        long length = file.size() - file.header().length();
        Inflater inflater = new Inflater();
        try (InputStream in = gcm.decrypt(file.ciphertext(), length)) {
            return unpack(in, inflater, length);
        } catch (IOException e) {
            throw file.unreadable(e);
        } finally {
            inflater.end();
        }
    }

    private static Finding unpack(InputStream in, Inflater inflater, long length)
            throws IOException {
        byte[] packed = new byte[CHUNK];
        byte[] unpacked = new byte[CHUNK];
        try {
            int read;
            while (!inflater.finished() && (read = in.read(packed)) >= 0) {
                inflater.setInput(packed, 0, read);
                while (inflater.inflate(unpacked) > 0) {}
                if (inflater.needsDictionary()) {
                    return Finding.UNREADABLE;
                }
            }
        } catch (DataFormatException e) {
            return inflater.getBytesWritten() >= ENOUGH ? Finding.BROKEN : Finding.UNREADABLE;
        }
        long after = length - inflater.getBytesRead();
        return inflater.finished() && (after == Layout.TAG || after >= Layout.TAG + Layout.MD5)
                ? Finding.BROKEN
                : Finding.BREAKS_OFF;
    }
}
