package dev.wharf.site.journal;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.segment.LogEntry;
import dev.wharf.store.segment.SegmentCursor;
import dev.wharf.store.segment.SegmentLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The journal of this very process. A reader that goes on where it left off does not look for its
/// place again.
final class LocalSealedJournal implements SealedJournal {
    private final SegmentLog log;
    private final MediaStore media;
    private final Acknowledgement acknowledgement;
    private @Nullable SegmentCursor cursor;
    private long read;
    private Optional<LogEntry> peeked = Optional.empty();

    LocalSealedJournal(SegmentLog log, MediaStore media, Acknowledgement acknowledgement) {
        this.log = log;
        this.media = media;
        this.acknowledgement = acknowledgement;
    }

    @Override
    public synchronized List<Entry> after(long after, int limit, long mostBytes) {
        position(after);
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        while (entries.size() < limit) {
            if (peeked.isEmpty()) {
                peeked = Objects.requireNonNull(cursor).next();
            }
            if (peeked.isEmpty()) {
                break;
            }
            Entry next = entry(peeked.get());
            bytes += next instanceof Entry.Kept kept ? kept.payload().length : 0;
            if (!entries.isEmpty() && bytes > mostBytes) {
                break;
            }
            entries.add(next);
            peeked = Optional.empty();
            read = last(next);
        }
        return entries;
    }

    private static long last(Entry entry) {
        return switch (entry) {
            case Entry.Kept kept -> kept.sequence();
            case Entry.Damage damage -> damage.last();
        };
    }

    private Entry entry(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Kept kept ->
                    new Entry.Kept(
                            kept.sequence(),
                            kept.kind(),
                            kept.payload(),
                            first(kept.segment()),
                            kept.offset());
            case LogEntry.Damage damage ->
                    new Entry.Damage(damage.first(), damage.last(), damage.describe());
        };
    }

    private static long first(Path segment) {
        String name = String.valueOf(segment.getFileName());
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private void position(long after) {
        if (cursor == null || read != after) {
            closeCursor();
            cursor = log.read(after);
            read = after;
        }
    }

    @Override
    public Optional<byte[]> header(long segment) {
        return log.header(segment);
    }

    @Override
    public SeekableByteChannel file(MediaId id) throws IOException {
        return media.open(id);
    }

    @Override
    public boolean holds(MediaId id) {
        return media.holds(id);
    }

    @Override
    public long first() {
        List<Long> held = log.segments();
        return held.isEmpty() ? 1 : held.getFirst();
    }

    @Override
    public long durable() {
        return log.durable();
    }

    @Override
    public void acknowledge(long sequence) {
        if (sequence > log.durable()) {
            throw new IllegalArgumentException(
                    "the journal ends at %d, before %d".formatted(log.durable(), sequence));
        }
        try {
            acknowledgement.set(sequence);
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot note what is archived", failed);
        }
    }

    @Override
    public long acknowledged() {
        return acknowledgement.get();
    }

    private void closeCursor() {
        SegmentCursor open = cursor;
        cursor = null;
        peeked = Optional.empty();
        if (open != null) {
            open.close();
        }
    }

    @Override
    public synchronized void close() {
        closeCursor();
    }
}
