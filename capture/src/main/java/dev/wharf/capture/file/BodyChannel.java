package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// A capture's bytes, whose failures are no [IOException]: those are left to what the bytes say, so
/// that a disk that fails is never taken for a zip that is damaged.
public final class BodyChannel implements SeekableByteChannel {
    private final SeekableByteChannel channel;

    private BodyChannel(SeekableByteChannel channel) {
        this.channel = channel;
    }

    public static BodyChannel open(CaptureBody body) {
        try {
            return new BodyChannel(body.channel());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static WharfException failed(IOException e) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED, "Cannot read the capture back from the journal.", e);
    }

    @Override
    public int read(ByteBuffer target) {
        try {
            return channel.read(target);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public long position() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// A place beyond the end is what the bytes said: an [IOException] for once.
    @Override
    public SeekableByteChannel position(long position) throws IOException {
        if (position < 0 || position > size()) {
            throw new IOException("a place outside the zip");
        }
        try {
            channel.position(position);
        } catch (IOException e) {
            throw failed(e);
        }
        return this;
    }

    @Override
    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
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
