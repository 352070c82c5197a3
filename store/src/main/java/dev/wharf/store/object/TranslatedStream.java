package dev.wharf.store.object;

import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/// A stream of a store whose failures come out in the port's words. For one thread.
public final class TranslatedStream extends InputStream {
    private final InputStream in;
    private final Function<Exception, WharfException> translation;

    public TranslatedStream(InputStream in, Function<Exception, WharfException> translation) {
        this.in = in;
        this.translation = translation;
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
        } catch (IOException | RuntimeException failed) {
            throw translation.apply(failed);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException | RuntimeException failed) {
            throw translation.apply(failed);
        }
    }
}
