package dev.wharf.store.object.s3;

import software.amazon.awssdk.core.ResponseInputStream;

import java.io.FilterInputStream;
import java.io.IOException;

/// An answer that is broken off when nobody reads it to its end: closing it would fetch the rest.
final class AbortingStream extends FilterInputStream {
    private final ResponseInputStream<?> body;
    private boolean ended;

    AbortingStream(ResponseInputStream<?> body) {
        super(body);
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        int one = body.read();
        ended |= one < 0;
        return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = body.read(target, offset, length);
        ended |= n < 0;
        return n;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            body.abort();
        }
        body.close();
    }
}
