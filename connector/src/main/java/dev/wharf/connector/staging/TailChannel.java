package dev.wharf.connector.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// What stands in a channel behind a position: a body behind its head.
record TailChannel(SeekableByteChannel whole, long begin) implements SeekableByteChannel {

    static TailChannel of(SeekableByteChannel whole, long begin) throws IOException {
        whole.position(begin);
        return new TailChannel(whole, begin);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return whole.read(target);
    }

    @Override
    public long position() throws IOException {
        return whole.position() - begin;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        if (newPosition < 0) {
            throw new IllegalArgumentException("negative position");
        }
        whole.position(begin + newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return whole.size() - begin;
    }

    @Override
    public boolean isOpen() {
        return whole.isOpen();
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
