package dev.wharf.capture.crypt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// What was encrypted: unpacked when it is packed (zlib), as it is when not (zips, JSON).
final class PlainStream extends InputStream {
    private static final int CHUNK = 64 * 1024;

    private final CryptFile file;
    private final InputStream in;
    private final Inflater inflater;

    private PlainStream(CryptFile file, InputStream in, Inflater inflater) {
        this.file = file;
        this.in = in;
        this.inflater = inflater;
    }

    /// @param decrypted closed with the result, or when this fails
    static PlainStream of(CryptFile file, InputStream decrypted) {
        PushbackInputStream in = new PushbackInputStream(new FromFile(file, decrypted), 2);
        Inflater inflater = new Inflater();
        try {
            byte[] first = in.readNBytes(2);
            in.unread(first);
            return new PlainStream(
                    file,
                    isPacked(first) ? new InflaterInputStream(in, inflater, CHUNK) : in,
                    inflater);
        } catch (IOException e) {
            inflater.end();
            throw file.unreadable(e);
        }
    }

    /// A zlib header (RFC 1950) without a dictionary: deflate, a check sum of both bytes.
    private static boolean isPacked(byte[] first) {
        if (first.length < 2) {
            return false;
        }
        int method = first[0] & 0xff;
        int flags = first[1] & 0xff;
        return (method & 0x0f) == 8
                && method >>> 4 <= 7
                && ((method << 8) | flags) % 31 == 0
                && (flags & 0x20) == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (ZipException | EOFException e) {
            throw new Refusals(file.name()).brokenContent();
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    /// Failures of the file below, before they can be taken for the content's.
    private static final class FromFile extends InputStream {
        private final CryptFile file;
        private final InputStream in;

        FromFile(CryptFile file, InputStream in) {
            this.file = file;
            this.in = in;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }
    }
}
