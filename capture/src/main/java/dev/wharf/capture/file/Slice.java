package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// A stretch of a capture as a capture of its own: a zip that lies in another as it is.
///
/// @param from of its first byte in the whole
record Slice(CaptureBody whole, long from, long size) implements CaptureBody {

    @Override
    public InputStream stream() throws IOException {
        return Channels.newInputStream(channel());
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return new Stretch(whole.channel(), from, size).position(0);
    }

    /// The whole is somebody else's to close.
    @Override
    public void close() {}

    private static final class Stretch implements SeekableByteChannel {
        private final SeekableByteChannel channel;
        private final long from;
        private final long size;

        Stretch(SeekableByteChannel channel, long from, long size) {
            this.channel = channel;
            this.from = from;
            this.size = size;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            long left = size - position();
            if (left <= 0) {
                return target.hasRemaining() ? -1 : 0;
            }
            int limit = target.limit();
            target.limit((int) Math.min(limit, target.position() + left));
            try {
                return channel.read(target);
            } finally {
                target.limit(limit);
            }
        }

        @Override
        public long position() throws IOException {
            return channel.position() - from;
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            if (position < 0 || position > size) {
                throw new IOException("a place outside the file in the zip");
            }
            channel.position(from + position);
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long length) {
            throw new NonWritableChannelException();
        }
    }
}
