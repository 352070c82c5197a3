package dev.wharf.capture.chatexport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends in an error when an entry gives more bytes than it says it has.
final class LimitedStream extends FilterInputStream {
    private long left;

    /// @param size -1 for no limit
    LimitedStream(InputStream in, long size) {
        super(in);
        left = size < 0 ? Long.MAX_VALUE : size;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new IOException("the entry holds more than it says");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
