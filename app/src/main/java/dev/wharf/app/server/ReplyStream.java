package dev.wharf.app.server;

import org.eclipse.jetty.io.Content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Writes an answer's body: a small one goes out in one piece with its headers, a large one as it
/// comes, at the pace of whoever reads it. For one thread.
///
/// Without [#close] the answer stays unfinished, so that nobody takes half of it for the whole.
final class ReplyStream extends OutputStream {
    private static final int BUFFER = 32 * 1024;

    private final Content.Sink sink;
    private byte[] buffer = new byte[0];
    private int filled;
    private long count;
    private boolean broken;

    ReplyStream(Content.Sink sink) {
        this.sink = sink;
    }

    long count() {
        return count;
    }

    /// Whether nobody is there any more to read it.
    boolean broken() {
        return broken;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        count += length;
        if (filled + length <= BUFFER) {
            buffer(bytes, offset, length);
            return;
        }
        flush();
        if (length <= BUFFER) {
            buffer(bytes, offset, length);
        } else {
            send(false, ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private void buffer(byte[] bytes, int offset, int length) {
        if (buffer.length < filled + length) {
            buffer = Arrays.copyOf(buffer, filled == 0 ? length : BUFFER);
        }
        System.arraycopy(bytes, offset, buffer, filled, length);
        filled += length;
    }

    @Override
    public void flush() throws IOException {
        if (filled > 0) {
            int length = filled;
            filled = 0;
            send(false, ByteBuffer.wrap(buffer, 0, length));
        }
    }

    /// Forgets what was not sent.
    void drop() {
        filled = 0;
        count = 0;
    }

    @Override
    public void close() throws IOException {
        send(true, ByteBuffer.wrap(buffer, 0, filled));
    }

    private void send(boolean last, ByteBuffer bytes) throws IOException {
        try {
            Content.Sink.write(sink, last, bytes);
        } catch (IOException gone) {
            broken = true;
            throw gone;
        }
    }
}
