package dev.wharf.store.object;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Content that must have the size it is said to have: reading it fails when it ends before, and at
/// its end when more comes. For one thread.
public final class SizedContent extends FilterInputStream {
    private final long size;
    private long taken;

    public SizedContent(InputStream content, long size) {
        super(content);
        if (size < 0) {
            throw new IllegalArgumentException("content of negative size");
        }
        this.size = size;
    }

    /// How much is still to come.
    public long remaining() {
        return size - taken;
    }

    /// The next `length` bytes, or what is left of them.
    public byte[] next(int length) throws IOException {
        byte[] bytes = new byte[(int) Math.min(length, remaining())];
        int n = readNBytes(bytes, 0, bytes.length);
        if (n < bytes.length) {
            throw endsEarly();
        }
        requireEndAtEnd();
        return bytes;
    }

    private void requireEndAtEnd() throws IOException {
        if (remaining() == 0 && in.read() >= 0) {
            throw new IOException("the content is longer than the %d bytes said".formatted(size));
        }
    }

    private EOFException endsEarly() {
        return new EOFException("the content ends at %d of %d bytes".formatted(taken, size));
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
        if (remaining() == 0) {
            requireEndAtEnd();
            return -1;
        }
        int n = in.read(target, offset, (int) Math.min(length, remaining()));
        if (n < 0) {
            throw endsEarly();
        }
        taken += n;
        return n;
    }

    @Override
    public long skip(long n) {
        throw new UnsupportedOperationException("content is read, not skipped");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
