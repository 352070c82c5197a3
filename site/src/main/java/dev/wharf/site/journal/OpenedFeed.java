package dev.wharf.site.journal;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.site.journal.SealedJournal.Entry;
import dev.wharf.store.file.BytesChannel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Opens what a site has sealed, on this machine or far away. For one thread.
///
/// An awaiting capture is passed over; a visit shows it, under the visit's own sequence and with
/// its companions, marked by the options `visit-of` and `companions`.
///
/// When captures cannot be read, [#after] gives everything before them; asked from there, it fails
/// with `STORAGE_CORRUPT`, naming segment, offset and the last sequence that is lost; asked from
/// that one on, it gives the rest.
public final class OpenedFeed implements Feed {
    private static final int PAGE = 256;
    private static final long PAGE_BYTES = 4 << 20;

    private final SealedJournal journal;
    private final SegmentKeys keys;
    private final RecentEntries recent = new RecentEntries();

    private final List<Entry> ahead = new ArrayList<>();
    private int taken;
    private long read = -1;
    private @Nullable TreeHash chain;

    /// @param journal closed with this
    public OpenedFeed(SealedJournal journal, KeyVault vault) {
        this.journal = journal;
        this.keys = new SegmentKeys(vault);
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        position(after);
        List<CaptureRecord> records = new ArrayList<>();
        while (records.size() < limit && hasNext()) {
            Entry next = ahead.get(taken);
            try {
                read(next).ifPresent(records::add);
            } catch (WharfException unreadable) {
                if (unreadable.code() == ErrorCode.SOURCE_UNAVAILABLE) {
                    throw unreadable;
                }
                if (!records.isEmpty()) {
                    break;
                }
                pass(last(next), null);
                throw unreadable;
            }
        }
        return records;
    }

    /// What to ask after next, when nothing came: past captures that are passed over.
    public long position() {
        return Math.max(0, read);
    }

    private void position(long after) {
        if (read != after && !onlyPassedOver(after)) {
            ahead.clear();
            taken = 0;
            read = after;
            chain = null;
        }
        long first = journal.first();
        if (after + 1 < first && acknowledged() + 1 < first) {
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT,
                    "the journal begins at capture %d, but only %d are acknowledged: its first"
                                    .formatted(first, acknowledged())
                            + " segments are missing");
        }
    }

    /// The last record given, behind which nothing but awaiting captures was met.
    private boolean onlyPassedOver(long after) {
        return after == given && read > after;
    }

    private long given = -1;

    private boolean hasNext() {
        if (taken == ahead.size()) {
            ahead.clear();
            taken = 0;
            ahead.addAll(journal.after(read, PAGE, PAGE_BYTES));
        }
        return taken < ahead.size();
    }

    private Optional<CaptureRecord> read(Entry entry) {
        return switch (entry) {
            case Entry.Damage damage -> throw corrupt(damage);
            case Entry.Kept kept -> {
                JournalRecord record = intact(kept);
                Optional<CaptureRecord> shown = shown(kept, record);
                pass(
                        kept.sequence(),
                        JournalRecord.next(record.chain(), kept.sequence(), kept.payload()));
                if (shown.isPresent()) {
                    given = kept.sequence();
                }
                yield shown;
            }
        };
    }

    private Optional<CaptureRecord> shown(Entry.Kept kept, JournalRecord record) {
        recent.add(kept);
        return switch (kept.kind()) {
            case JournalRecord.CAPTURE -> Optional.of(capture(kept, record).record());
            case JournalRecord.AWAITING -> Optional.empty();
            case JournalRecord.VISIT -> Optional.of(visit(kept, record));
            default -> throw corrupt(kept, "it is of no known kind");
        };
    }

    private CaptureRecord visit(Entry.Kept visit, JournalRecord record) {
        byte[] companions = plain(visit, record);
        Entry.Kept visited = find(record.visited());
        CaptureRecord of = capture(visited, parsed(visited)).record();
        CaptureEnvelope envelope = of.envelope();
        Map<String, String> options = new TreeMap<>(envelope.options());
        options.put("visit-of", Long.toString(record.visited()));
        options.put("companions", FileJournal.digest(companions).sha256());
        return new CaptureRecord(
                new CaptureId(visit.sequence()),
                new CaptureEnvelope(
                        envelope.source(),
                        envelope.account(),
                        envelope.name(),
                        envelope.receivedAt(),
                        options),
                of.digest(),
                of.size());
    }

    private JournalRecord intact(Entry.Kept kept) {
        JournalRecord record = parsed(kept);
        if (chain != null && !record.chain().equals(chain)) {
            throw corrupt(
                    kept,
                    "it does not continue the one before it; something was put in, dropped or"
                            + " moved");
        }
        return record;
    }

    private static JournalRecord parsed(Entry.Kept kept) {
        try {
            return JournalRecord.parse(kept.payload());
        } catch (IllegalArgumentException foreign) {
            throw corrupt(kept, "it is of no known form");
        }
    }

    private RecordContent.Capture capture(Entry.Kept kept, JournalRecord record) {
        return RecordContent.decode(kept.sequence(), plain(kept, record), record.files().isEmpty());
    }

    private byte[] plain(Entry.Kept kept, JournalRecord record) {
        return keys.open(kept.segment(), () -> header(kept))
                .open(record.sealed(), record.context(kept.kind(), kept.sequence()))
                .orElseThrow(() -> corrupt(kept, "it does not open with its key"));
    }

    private byte[] header(Entry.Kept kept) {
        return journal.header(kept.segment())
                .orElseThrow(() -> corrupt(kept, "the header of its segment is damaged"));
    }

    private void pass(long sequence, @Nullable TreeHash nextChain) {
        taken++;
        read = sequence;
        chain = nextChain;
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        Entry.Kept kept = find(record.id().sequence());
        JournalRecord parsed = parsed(kept);
        if (kept.kind() != JournalRecord.VISIT) {
            return new SealedBody(record, body(kept, parsed), List.of(), this::openFile);
        }
        List<Companion> companions = RecordContent.companions(plain(kept, parsed));
        Entry.Kept visited = find(parsed.visited());
        return new SealedBody(record, body(visited, parsed(visited)), companions, this::openFile);
    }

    private SealedBody.Opener body(Entry.Kept kept, JournalRecord parsed) {
        if (parsed.files().isEmpty()) {
            byte[] body = Objects.requireNonNull(capture(kept, parsed).body());
            return () -> new BytesChannel(body);
        }
        MediaId id = parsed.files().getFirst();
        return () -> {
            if (!journal.holds(id) && kept.sequence() <= acknowledged()) {
                throw purged(kept.sequence());
            }
            return openFile(id);
        };
    }

    private SeekableByteChannel openFile(MediaId id) throws IOException {
        return SealedFileOpener.open(id, journal.file(id), keys::privateKey);
    }

    private Entry.Kept find(long sequence) {
        Entry.Kept known = recent.find(sequence);
        if (known != null) {
            return known;
        }
        List<Entry> found = journal.after(sequence - 1, 1, PAGE_BYTES);
        if (found.isEmpty()) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND, "the journal cannot give capture " + sequence);
        }
        return switch (found.getFirst()) {
            case Entry.Kept kept when kept.sequence() == sequence -> kept;
            case Entry.Kept _ -> throw purged(sequence);
            case Entry.Damage damage -> throw corrupt(damage);
        };
    }

    private static long last(Entry entry) {
        return switch (entry) {
            case Entry.Kept kept -> kept.sequence();
            case Entry.Damage damage -> damage.last();
        };
    }

    private static WharfException purged(long sequence) {
        return new WharfException(
                ErrorCode.NOT_FOUND, "capture " + sequence + " was purged from the journal");
    }

    private static WharfException corrupt(Entry.Kept kept, String why) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "the journal's capture %d cannot be read: segment %016d.seg at offset %d: %s; the rest can, after %d"
                        .formatted(
                                kept.sequence(),
                                kept.segment(),
                                kept.offset(),
                                why,
                                kept.sequence()));
    }

    private static WharfException corrupt(Entry.Damage damage) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "the journal's captures %d to %d cannot be read: segment %s; the rest can, after %d"
                        .formatted(damage.first(), damage.last(), damage.text(), damage.last()));
    }

    @Override
    public void acknowledge(long sequence) {
        journal.acknowledge(sequence);
    }

    @Override
    public long acknowledged() {
        return journal.acknowledged();
    }

    @Override
    public void close() {
        keys.forget();
        journal.close();
    }
}
