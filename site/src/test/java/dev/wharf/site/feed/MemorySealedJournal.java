package dev.wharf.site.feed;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.journal.MediaId;
import dev.wharf.site.journal.SealedJournal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A journal that is filled by hand. Its payloads are sealed by nobody.
final class MemorySealedJournal implements SealedJournal, Arrivals {
    private final Path files;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, byte[]> headers = new HashMap<>();
    private long segment = 1;
    private long durable;
    private long acknowledged;
    private long first = 1;

    /// @param files where sealed files lie
    MemorySealedJournal(Path files) {
        this.files = files;
    }

    synchronized long append(byte[] payload) {
        durable++;
        headers.computeIfAbsent(segment, number -> new byte[] {1, (byte) number.intValue()});
        entries.add(new Entry.Kept(durable, (byte) 1, payload, segment, durable * 100));
        notifyAll();
        return durable;
    }

    synchronized void nextSegment() {
        segment = durable + 1;
    }

    synchronized void damage(long records) {
        entries.add(new Entry.Damage(durable + 1, durable + records, "changed at offset 7"));
        durable += records;
        notifyAll();
    }

    synchronized void damageHeader(long of) {
        headers.remove(of);
    }

    /// As a purge does.
    synchronized void forgetThrough(long sequence) {
        entries.removeIf(entry -> last(entry) <= sequence);
        first = sequence + 1;
    }

    void file(MediaId id, byte[] content) {
        try {
            Files.write(files.resolve(id.toString()), content);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long last(Entry entry) {
        return switch (entry) {
            case Entry.Kept kept -> kept.sequence();
            case Entry.Damage damage -> damage.last();
        };
    }

    @Override
    public synchronized boolean awaitBeyond(long sequence, Duration most)
            throws InterruptedException {
        while (durable <= sequence && most.isPositive()) {
            wait(most.toMillis());
        }
        return durable > sequence;
    }

    @Override
    public synchronized List<Entry> after(long after, int limit, long mostBytes) {
        List<Entry> page = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : entries) {
            if (last(entry) > after && page.size() < limit) {
                bytes += entry instanceof Entry.Kept kept ? kept.payload().length : 0;
                if (!page.isEmpty() && bytes > mostBytes) {
                    break;
                }
                page.add(entry);
            }
        }
        return page;
    }

    @Override
    public synchronized Optional<byte[]> header(long of) {
        return Optional.ofNullable(headers.get(of));
    }

    @Override
    public SeekableByteChannel file(MediaId id) throws IOException {
        if (!holds(id)) {
            throw new WharfException(ErrorCode.NOT_FOUND, "there is no file " + id);
        }
        return FileChannel.open(files.resolve(id.toString()), StandardOpenOption.READ);
    }

    @Override
    public boolean holds(MediaId id) {
        return Files.exists(files.resolve(id.toString()));
    }

    @Override
    public synchronized long first() {
        return first;
    }

    @Override
    public synchronized long durable() {
        return durable;
    }

    @Override
    public synchronized void acknowledge(long sequence) {
        if (sequence > durable) {
            throw new IllegalArgumentException("the journal ends at " + durable);
        }
        acknowledged = Math.max(acknowledged, sequence);
    }

    @Override
    public synchronized long acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {}

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
