package dev.wharf.store.object;

import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Function;

/// A decrypting channel whose failures say which object is damaged.
record OpenedChannel(SeekableByteChannel plain, Function<Exception, WharfException> damaged)
        implements SeekableByteChannel {

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            return plain.read(target);
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException changed) {
            throw damaged.apply(changed);
        }
    }

    @Override
    public long position() throws IOException {
        return plain.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        plain.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return plain.size();
    }

    @Override
    public boolean isOpen() {
        return plain.isOpen();
    }

    @Override
    public void close() throws IOException {
        plain.close();
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
