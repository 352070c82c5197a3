package dev.wharf.store.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// A range of a channel, read from its first byte on. Closes the channel. For one thread.
public final class BoundedStream extends InputStream {
    private final InputStream in;
    private final SeekableByteChannel channel;
    private final long from;
    private long left;
    private boolean placed;

    /// @param in reads the channel
    BoundedStream(InputStream in, SeekableByteChannel channel, long from, long length) {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException("a range that cannot be");
        }
        this.in = in;
        this.channel = channel;
        this.from = from;
        this.left = length;
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
        if (!placed) {
            placed = true;
            channel.position(Math.min(from, channel.size()));
        }
        int n = left == 0 ? -1 : in.read(target, offset, (int) Math.min(length, left));
        left -= Math.max(0, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
