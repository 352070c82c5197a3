package dev.wharf.site.journal;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.store.segment.LogEntry;
import dev.wharf.store.segment.SegmentCursor;
import dev.wharf.store.segment.SegmentLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Opens what [FileJournal] has sealed. For one thread.
///
/// When captures cannot be read, [#after] gives everything before them; asked from there, it fails
/// with `STORAGE_CORRUPT`, naming segment, offset and the last sequence that is lost; asked from
/// that one on, it gives the rest.
final class FileFeed implements Feed {
    private static final int MOST_PLACES = 10_000;

    private final SegmentLog log;
    private final MediaStore media;
    private final Acknowledgement acknowledgement;
    private final SegmentKeys keys;
    private final Map<Long, Place> places =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Place> eldest) {
                    return size() > MOST_PLACES;
                }
            };

    private @Nullable SegmentCursor cursor;
    private long read;
    private Optional<LogEntry> peeked = Optional.empty();
    private @Nullable TreeHash chain;

    FileFeed(SegmentLog log, MediaStore media, Acknowledgement acknowledgement, KeyVault vault) {
        this.log = log;
        this.media = media;
        this.acknowledgement = acknowledgement;
        this.keys = new SegmentKeys(vault);
    }

    /// Where a record was met, so that its body is found at once.
    private record Place(Path segment, long offset) {}

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        position(after);
        List<CaptureRecord> records = new ArrayList<>();
        while (records.size() < limit) {
            Optional<LogEntry> next = peek();
            if (next.isEmpty()) {
                break;
            }
            Optional<CaptureRecord> record = read(next.get(), records.isEmpty());
            if (record.isEmpty()) {
                break;
            }
            records.add(record.get());
        }
        return records;
    }

    /// @param first whether to fail, and pass on, when it cannot be read; else it is left for the
    ///   next call
    private Optional<CaptureRecord> read(LogEntry entry, boolean first) {
        try {
            return switch (entry) {
                case LogEntry.Kept kept -> {
                    JournalRecord record = intact(kept);
                    CaptureRecord opened = content(kept, record).record();
                    places.put(kept.sequence(), new Place(kept.segment(), kept.offset()));
                    pass(kept.sequence(), record.next(kept.sequence()));
                    yield Optional.of(opened);
                }
                case LogEntry.Damage damage -> throw corrupt(damage);
            };
        } catch (WharfException unreadable) {
            if (!first) {
                return Optional.empty();
            }
            switch (entry) {
                case LogEntry.Kept kept -> pass(kept.sequence(), null);
                case LogEntry.Damage damage -> pass(damage.last(), null);
            }
            throw unreadable;
        }
    }

    private JournalRecord intact(LogEntry.Kept kept) {
        JournalRecord record;
        try {
            record = JournalRecord.parse(kept.payload());
        } catch (IllegalArgumentException foreign) {
            throw corrupt(kept, "it is of no known form");
        }
        if (chain != null && !record.chain().equals(chain)) {
            throw corrupt(
                    kept,
                    "it does not continue the one before it; something was put in, dropped or"
                            + " moved");
        }
        return record;
    }

    private JournalRecord.Content content(LogEntry.Kept kept, JournalRecord record) {
        byte[] plain =
                keys.open(kept.segment(), header(kept))
                        .open(record.sealed(), record.context(kept.sequence()))
                        .orElseThrow(() -> corrupt(kept, "it does not open with its key"));
        return JournalRecord.decode(kept.sequence(), plain, !record.media().present());
    }

    private byte[] header(LogEntry.Kept kept) {
        return log.header(kept.segment())
                .orElseThrow(() -> corrupt(kept, "the header of its segment is damaged"));
    }

    private void position(long after) {
        if (cursor == null || read != after) {
            closeCursor();
            cursor = log.read(after);
            read = after;
        }
        List<Long> segments = log.segments();
        long first = segments.isEmpty() ? 1 : segments.getFirst();
        if (after + 1 < first && acknowledgement.get() + 1 < first) {
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT,
                    "the journal begins at capture %d, but only %d are acknowledged: its first"
                                    .formatted(first, acknowledgement.get())
                            + " segments are missing");
        }
    }

    private Optional<LogEntry> peek() {
        if (peeked.isEmpty()) {
            peeked = Objects.requireNonNull(cursor).next();
        }
        return peeked;
    }

    private void pass(long sequence, @Nullable TreeHash nextChain) {
        peeked = Optional.empty();
        read = sequence;
        chain = nextChain;
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        LogEntry.Kept kept = find(record.id().sequence());
        MediaId id = intactAlone(kept).media();
        if (id.present()) {
            return new SealedBody(record, () -> openMedia(record, id));
        }
        byte[] body = Objects.requireNonNull(content(kept, intactAlone(kept)).body());
        return new SealedBody(record, () -> new BytesChannel(body));
    }

    private static JournalRecord intactAlone(LogEntry.Kept kept) {
        return JournalRecord.parse(kept.payload());
    }

    private java.nio.channels.SeekableByteChannel openMedia(CaptureRecord record, MediaId id)
            throws IOException {
        if (!media.holds(id) && record.id().sequence() <= acknowledgement.get()) {
            throw purged(record.id().sequence());
        }
        return media.open(id, keys::privateKey);
    }

    private LogEntry.Kept find(long sequence) {
        Place place = places.get(sequence);
        Optional<LogEntry> entry =
                place == null
                        ? first(sequence)
                        : log.read(place.segment(), place.offset()).map(LogEntry.class::cast);
        return switch (entry.orElseThrow(() -> missing(sequence))) {
            case LogEntry.Kept kept when kept.sequence() == sequence -> kept;
            case LogEntry.Kept _ -> throw purged(sequence);
            case LogEntry.Damage damage -> throw corrupt(damage);
        };
    }

    private Optional<LogEntry> first(long sequence) {
        try (SegmentCursor from = log.read(sequence - 1)) {
            return from.next();
        }
    }

    private static WharfException missing(long sequence) {
        return new WharfException(
                ErrorCode.NOT_FOUND, "the journal cannot give capture " + sequence);
    }

    private static WharfException purged(long sequence) {
        return new WharfException(
                ErrorCode.NOT_FOUND, "capture " + sequence + " was purged from the journal");
    }

    private static WharfException corrupt(LogEntry.Kept kept, String why) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "the journal's capture %d cannot be read: segment %s at offset %d: %s; the rest can, after %d"
                        .formatted(
                                kept.sequence(),
                                kept.segment().getFileName(),
                                kept.offset(),
                                why,
                                kept.sequence()));
    }

    private static WharfException corrupt(LogEntry.Damage damage) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "the journal's captures %d to %d cannot be read: segment %s; the rest can, after %d"
                        .formatted(
                                damage.first(), damage.last(), damage.describe(), damage.last()));
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
        chain = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closeCursor();
        keys.forget();
    }
}
