package dev.wharf.store.segment;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.segment.SegmentScanner.Found;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An append-only log of records with sequences from 1 without holes, in segment files of its own
/// directory.
///
/// Safe for many threads. [#append] puts a record in its place and returns at once; [#sync] returns
/// when it is durable. Threads that sync together share one write and one fsync. Readers see
/// durable records only. After a failed write or fsync nobody knows what the disk holds, so the log
/// takes nothing more until it is opened again; what was durable stays readable.
///
/// One process at a time; the owner of the home sees to that.
public final class SegmentLog implements AutoCloseable {
    /// Kind of a segment's own first frames; records use kinds from 1.
    static final byte HEADER = 0;

    private static final int FIRST_ALLOCATION = 256 * 1024;
    private static final int MOST_ALLOCATION = 8 << 20;

    private final Path directory;
    private final Options options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition synced = lock.newCondition();

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(FIRST_ALLOCATION);
    private ByteBuffer filling = ByteBuffer.allocate(64 * 1024);
    private ByteBuffer spare = ByteBuffer.allocate(64 * 1024);
    private @Nullable Segment segment;
    private long next;
    private long group;
    private boolean syncing;
    private boolean closed;
    private volatile long durable;
    private volatile @Nullable IOException failure;

    private SegmentLog(Path directory, Options options, long next) {
        this.directory = directory;
        this.options = options;
        this.next = next;
        this.group = next;
        this.durable = next - 1;
    }

    /// @param segmentBytes a segment that has grown to this size is followed by a new one
    /// @param continueLast whether appending goes on in the last segment after opening, or in a new
    ///   one
    public record Options(
            long segmentBytes, boolean continueLast, Headers headers, ChannelOpener opener) {}

    /// Gives every new segment a header: where it may say how its records are to be read.
    @FunctionalInterface
    public interface Headers {
        byte[] begin(long firstSequence) throws IOException;
    }

    /// Makes a record once its sequence is known; called under the log's lock.
    @FunctionalInterface
    public interface Payload {
        byte[] at(long sequence);
    }

    private static final class Segment {
        final FileChannel channel;
        long size;
        long allocated;
        boolean fresh;

        Segment(FileChannel channel, long size, boolean fresh) {
            this.channel = channel;
            this.size = size;
            this.allocated = size;
            this.fresh = fresh;
        }
    }

    /// Opens the log, cutting what a crash has left unfinished.
    public static SegmentLog open(Path directory, Options options) {
        try {
            DurableFiles.createDirectories(directory);
            Map.Entry<Long, Path> last = SegmentFiles.list(directory).lastEntry();
            return last == null
                    ? new SegmentLog(directory, options, 1)
                    : open(directory, options, last.getKey(), last.getValue());
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot open the log in " + directory, failed);
        }
    }

    private static SegmentLog open(Path directory, Options options, long first, Path file)
            throws IOException {
        FileChannel channel = options.opener().open(file);
        SegmentRecovery.End end = SegmentRecovery.find(channel, first);
        channel.truncate(end.offset());
        // What a killed process wrote may still be in memory only.
        channel.force(true);
        SegmentLog log = new SegmentLog(directory, options, end.nextSequence());
        if (options.continueLast() && end.headed()) {
            log.segment = new Segment(channel, end.offset(), false);
        } else {
            channel.close();
        }
        return log;
    }

    /// Appends a record in order. Durable after [#sync] of its sequence, or of a later one.
    public long append(byte kind, Payload payload) {
        lock.lock();
        try {
            Segment into = segmentWithRoom();
            long sequence = next;
            byte[] bytes = payload.at(sequence);
            if (bytes.length > Frame.MOST_PAYLOAD) {
                throw new IllegalArgumentException("a record has at most 16 MiB");
            }
            filling = room(filling, Frame.length(bytes));
            Frame.encode(filling, sequence, group, kind, bytes);
            into.size += Frame.length(bytes);
            next = sequence + 1;
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when everything up to the sequence is durable.
    public void sync(long sequence) {
        if (durable >= sequence) {
            return;
        }
        lock.lock();
        try {
            while (durable < sequence) {
                requireUsable();
                if (syncing) {
                    synced.awaitUninterruptibly();
                } else {
                    writeGroup();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Sequence of the last record appended, 0 when there is none.
    public long last() {
        lock.lock();
        try {
            return next - 1;
        } finally {
            lock.unlock();
        }
    }

    /// Sequence up to which everything is durable, and may be read.
    public long durable() {
        return durable;
    }

    /// Waits until something beyond a sequence is durable, but no longer than a time.
    ///
    /// @return whether there is something; false also when the log was closed
    public boolean awaitBeyond(long sequence, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (durable <= sequence && !closed && left > 0) {
                left = synced.awaitNanos(left);
            }
            return durable > sequence;
        } finally {
            lock.unlock();
        }
    }

    /// Reads records after a sequence, up to what is durable at each call of `next`.
    public SegmentCursor read(long after) {
        return new SegmentCursor(directory, after, this::durable);
    }

    /// The header of the segment that begins with a sequence; empty when both copies are damaged,
    /// or when there is no such segment.
    public Optional<byte[]> header(long firstSequence) {
        Path segment = SegmentFiles.file(directory, firstSequence);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            SegmentScanner scanner = new SegmentScanner(channel, 0);
            for (int i = 0; i < 2; i++) {
                if (scanner.next() instanceof Found.Whole whole && whole.head().kind() == HEADER) {
                    return Optional.of(whole.payload());
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failed) {
            throw cannotRead(failed);
        }
    }

    private WharfException cannotRead(IOException cause) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED, "cannot read the log in " + directory, cause);
    }

    /// First sequence of every segment, in order.
    public List<Long> segments() {
        try {
            return SegmentFiles.firsts(directory);
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    /// Deletes the oldest segments, those that hold nothing after a sequence. The last one stays:
    /// it remembers where the log goes on.
    ///
    /// @return number of records deleted
    public long deleteThrough(long sequence) {
        lock.lock();
        try {
            long deleted = 0;
            NavigableMap<Long, Path> segments = SegmentFiles.list(directory);
            for (Map.Entry<Long, Path> each : segments.entrySet()) {
                Long following = segments.higherKey(each.getKey());
                if (following == null || following - 1 > sequence) {
                    break;
                }
                Files.delete(each.getValue());
                deleted += following - each.getKey();
            }
            DurableFiles.syncDirectory(directory);
            return deleted;
        } catch (IOException failed) {
            throw failed(failed);
        } finally {
            lock.unlock();
        }
    }

    /// Syncs what was appended and gives the preallocated rest back.
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (failure == null) {
                drain();
                closeSegment();
            } else if (segment != null) {
                segment.channel.close();
            }
        } catch (IOException failed) {
            throw failed(failed);
        } finally {
            closed = true;
            synced.signalAll();
            lock.unlock();
        }
    }

    private Segment segmentWithRoom() {
        try {
            while (true) {
                requireUsable();
                Segment current = segment;
                if (current == null) {
                    return beginSegment();
                }
                if (current.size < options.segmentBytes()) {
                    return current;
                }
                drain();
                if (segment == current) {
                    closeSegment();
                }
            }
        } catch (IOException failed) {
            failure = failed;
            throw failed(failed);
        }
    }

    private Segment beginSegment() throws IOException {
        byte[] header = options.headers().begin(next);
        Path file = SegmentFiles.file(directory, next);
        FileChannel channel = options.opener().open(file);
        // A crash may have left it begun and unused.
        channel.truncate(0);
        Segment begun = new Segment(channel, 0, true);
        group = next;
        for (int copy = 0; copy < 2; copy++) {
            filling = room(filling, Frame.length(header));
            Frame.encode(filling, next, group, HEADER, header);
            begun.size += Frame.length(header);
        }
        segment = begun;
        return begun;
    }

    private void closeSegment() throws IOException {
        Segment closing = segment;
        if (closing != null) {
            closing.channel.truncate(closing.size);
            closing.channel.force(true);
            closing.channel.close();
            segment = null;
        }
    }

    private void drain() {
        while (syncing || filling.position() > 0) {
            requireUsable();
            if (syncing) {
                synced.awaitUninterruptibly();
            } else {
                writeGroup();
            }
        }
    }

    /// Writes and forces what was appended so far; others append meanwhile. Holds the lock at the
    /// beginning and at the end, not between.
    private void writeGroup() {
        Segment into = Objects.requireNonNull(segment);
        ByteBuffer writing = filling.flip();
        filling = spare.clear();
        long upTo = next - 1;
        long offset = into.size - writing.remaining();
        group = next;
        syncing = true;
        lock.unlock();
        IOException failed = null;
        try {
            write(into, writing, offset);
        } catch (IOException cause) {
            failed = cause;
        } catch (RuntimeException | Error bug) {
            failed = new IOException(bug);
        }
        lock.lock();
        spare = writing.clear();
        syncing = false;
        if (failed == null) {
            durable = upTo;
        } else {
            failure = failed;
            takeBack(into, offset);
        }
        synced.signalAll();
    }

    private void write(Segment into, ByteBuffer bytes, long offset) throws IOException {
        long end = offset + bytes.remaining();
        if (end > into.allocated) {
            allocate(into, offset, end);
        }
        writeFully(into.channel, bytes, offset);
        into.channel.force(false);
        if (into.fresh) {
            DurableFiles.syncDirectory(directory);
            into.fresh = false;
        }
    }

    /// Writes zeros ahead: appending into blocks that the file has already costs half the fsync.
    private void allocate(Segment into, long from, long end) throws IOException {
        long step = Math.clamp(into.allocated, FIRST_ALLOCATION, MOST_ALLOCATION);
        long until = Math.max(end, Math.min(from + step, Math.max(end, options.segmentBytes())));
        for (long at = Math.max(from, into.allocated); at < until; at += zeros.capacity()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), until - at));
            writeFully(into.channel, zeros, at);
        }
        into.allocated = until;
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long offset)
            throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /// What nobody was told to be safe should not appear at the next start. When this fails too, it
    /// may.
    private void takeBack(Segment from, long offset) {
        try {
            from.channel.truncate(offset);
            from.channel.force(true);
        } catch (IOException again) {
            IOException first = failure;
            if (first != null) {
                first.addSuppressed(again);
            }
        }
    }

    private static ByteBuffer room(ByteBuffer buffer, int length) {
        if (buffer.remaining() >= length) {
            return buffer;
        }
        int capacity = Math.max(buffer.capacity() * 2, buffer.position() + length);
        return ByteBuffer.allocate(capacity).put(buffer.flip());
    }

    private void requireUsable() {
        IOException cause = failure;
        if (cause != null) {
            throw failed(cause);
        }
        if (closed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "the log in " + directory + " is closed");
        }
    }

    private WharfException failed(IOException cause) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED,
                "the log in "
                        + directory
                        + " could not be written; nothing is appended until it is opened again",
                cause);
    }
}
