package dev.wharf.capture.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/// An entry's content, compared at its end with the size and checksum the zip gives: no library
/// does it for zips that are read through their directory.
public final class CheckedEntryStream extends InputStream {
    public static final String BROKEN = "it is damaged in the zip, or breaks off";
    static final String CHECKSUM = "it is damaged in the zip: its checksum is another";
    static final String MORE = "it is damaged in the zip: it holds more than the zip says";

    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    private final InputStream in;
    private final long size;
    private final long checksum;
    private final CRC32 crc = new CRC32();
    private long count;
    private boolean ended;

    /// @param size -1 when the zip does not tell
    /// @param checksum -1 when the zip does not tell
    CheckedEntryStream(Opener opener, long size, long checksum) throws IOException {
        this.size = size;
        this.checksum = checksum;
        try {
            in = opener.open();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw broken(e);
        }
    }

    private static DamagedEntryException broken(Exception e) {
        return new DamagedEntryException(BROKEN, true, e);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int n;
        try {
            n = in.read(target, offset, length);
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException e) {
            // Foreign decompressors throw the latter on bytes that are none of theirs.
            throw broken(e);
        }
        if (n < 0) {
            ended = true;
            verify();
            return -1;
        }
        crc.update(target, offset, n);
        count += n;
        if (size >= 0 && count > size) {
            throw new DamagedEntryException(MORE, false, null);
        }
        return n;
    }

    private void verify() throws DamagedEntryException {
        if (size >= 0 && count < size) {
            throw new DamagedEntryException(BROKEN, true, null);
        }
        if (checksum >= 0 && crc.getValue() != checksum) {
            throw new DamagedEntryException(CHECKSUM, false, null);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
