package dev.wharf.store.object;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// An object as a channel over a store that gives ranges: each request fetches a window, which
/// grows as long as reads go on where the last one ended. No connection stays open between reads.
///
/// For one thread.
public final class ObjectChannel implements SeekableByteChannel {
    private static final int FIRST_WINDOW = 64 * 1024;
    private static final int MOST_WINDOW = 1024 * 1024;

    private final ObjectStore store;
    private final StoredObject object;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;
    private int nextWindow = FIRST_WINDOW;
    private long position;
    private boolean open = true;

    private ObjectChannel(ObjectStore store, StoredObject object) {
        this.store = store;
        this.object = object;
    }

    /// @throws WharfException `NOT_FOUND` when there is no such object
    public static ObjectChannel open(ObjectStore store, ObjectName name) {
        StoredObject found =
                store.find(name)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "there is no object %s in %s"
                                                        .formatted(name, store.place())));
        return new ObjectChannel(store, found);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        if (position >= object.size()) {
            return -1;
        }
        if (!isInWindow()) {
            fetch();
        }
        int at = (int) (position - windowStart);
        int n = Math.min(target.remaining(), window.limit() - at);
        target.put(window.slice(at, n));
        position += n;
        return n;
    }

    private boolean isInWindow() {
        return position >= windowStart && position < windowStart + window.limit();
    }

    private void fetch() throws IOException {
        boolean goesOn = position == windowStart + window.limit();
        nextWindow = goesOn ? Math.min(nextWindow * 2, MOST_WINDOW) : FIRST_WINDOW;
        int length = (int) Math.min(nextWindow, object.size() - position);
        byte[] bytes = window.capacity() >= length ? window.array() : new byte[length];
        try (InputStream in = store.open(object.name(), position, length)) {
            if (in.readNBytes(bytes, 0, length) < length) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        "object %s of %s ends before its size"
                                .formatted(object.name(), store.place()));
            }
        }
        window = ByteBuffer.wrap(bytes).limit(length);
        windowStart = position;
    }

    @Override
    public long position() throws ClosedChannelException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws ClosedChannelException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("negative position");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws ClosedChannelException {
        requireOpen();
        return object.size();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        window = ByteBuffer.allocate(0);
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
