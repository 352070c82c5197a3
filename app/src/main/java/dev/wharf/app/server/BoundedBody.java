package dev.wharf.app.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/// A request's body that is neither longer than its route takes nor slower than a sender may be.
/// For one thread.
///
/// A connection on which nothing comes at all is closed by its idle time-out; this is for those
/// that send a byte now and then.
final class BoundedBody extends InputStream {
    private final InputStream in;
    private final long most;
    private final Limits limits;
    private final LongSupplier nanos;
    private final long began;
    private long read;
    private Breach breach = Breach.NONE;

    enum Breach {
        NONE,
        TOO_LARGE,
        TOO_SLOW,
        /// The sender went away, fell silent, or sent what is no HTTP.
        BROKEN_OFF
    }

    BoundedBody(InputStream in, long most, Limits limits, LongSupplier nanos) {
        this.in = in;
        this.most = most;
        this.limits = limits;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    Breach breach() {
        return breach;
    }

    long count() {
        return read;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (breach != Breach.NONE) {
            throw broken(breach);
        }
        int count = readOn(into, offset, length);
        if (count > 0) {
            read += count;
            if (read > most) {
                throw broken(Breach.TOO_LARGE);
            }
            requirePace();
        }
        return count;
    }

    private int readOn(byte[] into, int offset, int length) throws IOException {
        try {
            return in.read(into, offset, length);
        } catch (IOException gone) {
            breach = Breach.BROKEN_OFF;
            throw gone;
        } catch (RuntimeException malformed) { // Jetty's, of chunks that are none
            breach = Breach.BROKEN_OFF;
            throw new IOException("the body is no HTTP", malformed);
        }
    }

    private void requirePace() throws IOException {
        long spent = nanos.getAsLong() - began - limits.bodyGrace().toNanos();
        if (spent > 0 && read < limits.bodyBytesPerSecond() * (spent / 1e9)) {
            throw broken(Breach.TOO_SLOW);
        }
    }

    private IOException broken(Breach why) {
        breach = why;
        return new IOException(
                switch (why) {
                    case TOO_LARGE -> "the body is larger than %d bytes".formatted(most);
                    case TOO_SLOW -> "the body comes too slowly";
                    case BROKEN_OFF, NONE -> "the body broke off";
                });
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
