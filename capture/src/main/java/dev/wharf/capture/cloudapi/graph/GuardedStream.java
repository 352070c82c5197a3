package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A file on its way, that may neither be larger than allowed nor stand still. The HTTP client
/// waits for ever between two parts of a body, so a watch closes the stream when a read waits too
/// long.
final class GuardedStream extends InputStream {
    private final InputStream in;
    private final long most;
    private final String what;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long count;
    private volatile boolean waiting;
    private volatile boolean stalled;

    GuardedStream(InputStream in, long most, Duration stall, String what) {
        this.in = in;
        this.most = most;
        this.what = what;
        Thread.ofVirtual().name("stall-watch").start(() -> watch(stall));
    }

    private void watch(Duration stall) {
        long seen = -1;
        try {
            while (!closed.await(stall.toNanos(), TimeUnit.NANOSECONDS)) {
                if (waiting && count == seen) {
                    stalled = true;
                    in.close();
                    return;
                }
                seen = count;
            }
        } catch (InterruptedException | IOException over) {
            // Nobody waits any more.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        waiting = true;
        int read;
        try {
            read = in.read(target, offset, length);
        } catch (IOException broken) {
            throw stalled ? new IOException(what + " stands still") : broken;
        } finally {
            waiting = false;
        }
        if (stalled) {
            throw new IOException(what + " stands still");
        }
        add(Math.max(0, read));
        return read;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // because one thread reads
    private void add(int read) {
        count += read;
        if (count > most) {
            throw tooLarge(what, most);
        }
    }

    static WharfException tooLarge(String what, long most) {
        return new WharfException(
                ErrorCode.SOURCE_REFUSED,
                "%s is larger than the %d bytes allowed for a file: raise the limit of the media source"
                        .formatted(what, most));
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        in.close();
    }
}
