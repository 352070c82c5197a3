package dev.wharf.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/// Counts and digests what passes. For one thread.
final class CountingOutput extends OutputStream {

    private final OutputStream out;
    private final MessageDigest digest;
    private long count;

    CountingOutput(OutputStream out, MessageDigest digest) {
        this.out = out;
        this.digest = digest;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        digest.update((byte) value);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        count += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
