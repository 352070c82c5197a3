package dev.wharf.app.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The client's standard input, asked for piece by piece. One thread reads, another gives.
final class AskedInput extends InputStream {

    /// @param gone nobody will answer any more
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Given(byte[] bytes, boolean gone) {}

    private final FrameChannel channel;
    private final OutputFrames written;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final BlockingQueue<Given> given = new LinkedBlockingQueue<>();
    private byte[] piece = new byte[0];
    private int at;
    private boolean ended;

    /// @param written goes out before a question is answered
    AskedInput(FrameChannel channel, OutputFrames written) {
        this.channel = channel;
        this.written = written;
    }

    /// What the client read; empty at the end.
    ///
    /// @throws IOException when nobody asked: it might never end
    void give(byte[] bytes) throws IOException {
        if (!asked.getAndSet(false)) {
            throw Frame.garbage();
        }
        given.add(new Given(bytes, false));
    }

    /// Nobody will answer any more.
    void giveUp() {
        given.add(new Given(new byte[0], true));
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, count);
        at += count;
        return count;
    }

    /// False at the end.
    private boolean fill() throws IOException {
        if (ended || at < piece.length) {
            return !ended;
        }
        written.flush();
        asked.set(true);
        channel.send(Frame.Kind.ASK);
        Given next = next();
        if (next.gone) {
            throw new CancellationException("the client has gone away");
        }
        piece = next.bytes;
        at = 0;
        ended = piece.length == 0;
        return !ended;
    }

    private Given next() {
        try {
            return given.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Given(new byte[0], true);
        }
    }
}
