package dev.wharf.store.segment;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.segment.SegmentScanner.Found;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Reads a log in order, across its segments, while it may still grow. Where the log's beginning
/// was deleted it starts with what is left. For one thread.
public final class SegmentCursor implements Iterable<LogEntry>, AutoCloseable {
    private final Path directory;
    private final LongSupplier durable;
    private final Queue<LogEntry> ready = new ArrayDeque<>();
    private long expected;
    private @Nullable FileChannel channel;
    private @Nullable SegmentScanner scanner;
    private @Nullable Path segment;
    private long damagedAt = -1;
    private String damage = "";

    SegmentCursor(Path directory, long after, LongSupplier durable) {
        this.directory = directory;
        this.durable = durable;
        this.expected = after + 1;
    }

    /// The next record or damage; empty when everything durable was read. Ask again later for more.
    public Optional<LogEntry> next() {
        try {
            while (ready.isEmpty()) {
                if (expected > durable.getAsLong() || !advance()) {
                    return Optional.empty();
                }
            }
            return Optional.of(ready.remove());
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot read the log in " + directory, failed);
        }
    }

    /// What is left to read now.
    @Override
    public Iterator<LogEntry> iterator() {
        return Stream.generate(this::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .iterator();
    }

    /// One step; false when there is nothing more to read.
    private boolean advance() throws IOException {
        SegmentScanner current = scanner;
        if (current == null) {
            return openSegment();
        }
        Found found = current.next();
        switch (found) {
            case null -> {
                return nextSegment();
            }
            case Found.Whole whole -> pass(whole);
            case Found.Broken broken -> {
                Frame.Head head = broken.head();
                boolean header = head != null && head.kind() == SegmentLog.HEADER;
                if (!header && damagedAt < 0) {
                    damagedAt = broken.offset();
                    damage =
                            head == null
                                    ? "the frame of a record was changed"
                                    : "the content of a record was changed";
                }
            }
        }
        return true;
    }

    private void pass(Found.Whole whole) {
        Frame.Head head = whole.head();
        Path file = Objects.requireNonNull(segment);
        if (head.kind() == SegmentLog.HEADER) {
            damagedAt = -1;
        } else if (head.sequence() >= expected) {
            reportLost(head.sequence(), whole.offset());
            damagedAt = -1;
            if (head.sequence() <= durable.getAsLong()) {
                ready.add(
                        new LogEntry.Kept(
                                head.sequence(),
                                head.kind(),
                                whole.payload(),
                                file,
                                whole.offset()));
                expected = head.sequence() + 1;
            } else {
                close();
            }
        } else {
            damagedAt = -1;
        }
    }

    /// What should stand before `found` and does not.
    private void reportLost(long found, long offset) {
        if (found > expected) {
            boolean seen = damagedAt >= 0;
            ready.add(
                    new LogEntry.Damage(
                            expected,
                            found - 1,
                            Objects.requireNonNull(segment),
                            seen ? damagedAt : offset,
                            seen ? damage : "records before it are missing"));
            expected = found;
        }
    }

    private boolean openSegment() throws IOException {
        NavigableMap<Long, Path> segments = SegmentFiles.list(directory);
        Map.Entry<Long, Path> at = segments.floorEntry(expected);
        if (at == null) {
            at = segments.firstEntry();
            if (at == null) {
                return false;
            }
            expected = at.getKey();
        }
        return open(at.getValue());
    }

    private boolean nextSegment() throws IOException {
        Path current = Objects.requireNonNull(segment);
        NavigableMap<Long, Path> segments = SegmentFiles.list(directory);
        Map.Entry<Long, Path> following = null;
        for (Map.Entry<Long, Path> each : segments.entrySet()) {
            if (String.valueOf(each.getValue().getFileName())
                            .compareTo(String.valueOf(current.getFileName()))
                    > 0) {
                following = each;
                break;
            }
        }
        long end = following == null ? durable.getAsLong() : following.getKey() - 1;
        if (expected <= end) {
            ready.add(
                    new LogEntry.Damage(
                            expected,
                            end,
                            current,
                            damagedAt >= 0 ? damagedAt : 0,
                            damagedAt >= 0 ? damage : "records at its end are missing"));
            expected = end + 1;
        }
        close();
        boolean opened = following != null && open(following.getValue());
        return opened || !ready.isEmpty();
    }

    private boolean open(Path file) throws IOException {
        close();
        FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
        channel = opened;
        scanner = new SegmentScanner(opened, 0);
        segment = file;
        return true;
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        scanner = null;
        damagedAt = -1;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // Read only: nothing can be lost.
            }
        }
    }
}
