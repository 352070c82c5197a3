package dev.wharf.testkit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A file on a disk that fails on command: a write that stops half way, an fsync that fails, and
/// from then on nothing works, as after a disk error. What a log of ours never asks of a channel
/// (maps, locks, transfers) it refuses, so that no way around the faults goes unnoticed.
public final class FaultyChannel extends FileChannel {
    private final FileChannel disk;
    private final Faults faults;

    public FaultyChannel(FileChannel disk, Faults faults) {
        this.disk = disk;
        this.faults = faults;
    }

    /// What is to fail next; shared by all files of a disk. Safe for many threads.
    public static final class Faults {
        private long writable = Long.MAX_VALUE;
        private boolean forceFails;
        private boolean forceFailsOnce;
        private boolean dead;
        private long forces;

        /// The disk takes this many bytes more, then fails.
        public synchronized void failWritesAfter(long bytes) {
            writable = bytes;
        }

        public synchronized void failNextForce() {
            forceFails = true;
        }

        /// The next force fails and later ones do not, though what was to be written is lost: how
        /// Linux tells of a page that a disk did not take.
        public synchronized void failOnlyNextForce() {
            forceFailsOnce = true;
        }

        /// Number of successful forces so far.
        public synchronized long forces() {
            return forces;
        }

        private synchronized int allow(int bytes) throws IOException {
            alive();
            int allowed = (int) Math.min(bytes, writable);
            if (allowed == 0 && bytes > 0) {
                dead = true;
                throw new IOException("no space left on faulty device");
            }
            writable -= allowed;
            return allowed;
        }

        private synchronized void force() throws IOException {
            alive();
            if (forceFails) {
                dead = true;
                throw new IOException("fsync failed on faulty device");
            }
            if (forceFailsOnce) {
                forceFailsOnce = false;
                throw new IOException("fsync failed on faulty device, once");
            }
            forces++;
        }

        private synchronized void alive() throws IOException {
            if (dead) {
                throw new IOException("faulty device is gone");
            }
        }
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int allowed = faults.allow(source.remaining());
        int limit = source.limit();
        source.limit(source.position() + allowed);
        try {
            return disk.write(source, position);
        } finally {
            source.limit(limit);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int written = write(source, disk.position());
        disk.position(disk.position() + written);
        return written;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            while (sources[i].hasRemaining()) {
                written += write(sources[i]);
            }
        }
        return written;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.force();
        disk.force(metaData);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        synchronized (faults) {
            faults.alive();
        }
        disk.truncate(size);
        return this;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return disk.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return disk.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return disk.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return disk.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        disk.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return disk.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        disk.close();
    }
}
