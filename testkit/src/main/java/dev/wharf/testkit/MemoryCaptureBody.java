package dev.wharf.testkit;

import dev.wharf.core.capture.CaptureBody;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// A capture's bytes from memory.
public final class MemoryCaptureBody implements CaptureBody {
    private final byte[] bytes;

    public MemoryCaptureBody(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public SeekableByteChannel channel() {
        return new Channel(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    @Override
    public void close() {}

    private static final class Channel implements SeekableByteChannel {
        private final ByteBuffer content;
        private long position;
        private boolean open = true;

        Channel(ByteBuffer content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer target) throws ClosedChannelException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (position >= content.limit()) {
                return -1;
            }
            int length = (int) Math.min(target.remaining(), content.limit() - position);
            target.put(content.slice((int) position, length));
            position += length;
            return length;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long position) {
            this.position = position;
            return this;
        }

        @Override
        public long size() {
            return content.limit();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
