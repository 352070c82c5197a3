package dev.wharf.app.local;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;

/// A command's two outputs, as frames in the order in which they were written. For any thread.
final class OutputFrames {

    private static final int CHUNK = 8192;

    private final FrameChannel channel;
    private final byte[] pending = new byte[CHUNK];
    private Frame.Kind kind = Frame.Kind.OUT;
    private int length;

    OutputFrames(FrameChannel channel) {
        this.channel = channel;
    }

    OutputStream stream(Frame.Kind of) {
        return new OutputStream() {
            @Override
            public void write(int value) {
                OutputFrames.this.write(of, new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
                OutputFrames.this.write(of, bytes, offset, count);
            }

            @Override
            public void flush() {
                OutputFrames.this.flush();
            }
        };
    }

    private synchronized void write(Frame.Kind to, byte[] bytes, int offset, int count) {
        if (to != kind) {
            flush();
            kind = to;
        }
        int done = 0;
        while (done < count) {
            int part = Math.min(count - done, CHUNK - length);
            System.arraycopy(bytes, offset + done, pending, length, part);
            length += part;
            done += part;
            if (length == CHUNK) {
                flush();
            }
        }
    }

    /// Unchecked, since a `PrintStream` would keep an [IOException] to itself and the command would
    /// work on for nobody.
    synchronized void flush() {
        int count = length;
        length = 0;
        if (count == 0) {
            return;
        }
        try {
            channel.send(kind, pending, count);
        } catch (IOException _) {
            throw new CancellationException("the client has gone away");
        }
    }
}
