package dev.wharf.site.journal;

import dev.wharf.store.segment.LogEntry;
import dev.wharf.store.segment.SegmentCursor;
import dev.wharf.store.segment.SegmentLog;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/// One purge of the journal: deletes what is done with and was received before a time, files at
/// once, records by whole segments from the first. The last segment stays, and with it the chain.
///
/// An awaiting capture is done with when its last visit is; a file, when everything that refers to
/// it is.
final class JournalPurge {
    private final SegmentLog log;
    private final MediaStore media;
    private final Instant receivedBefore;
    private final LongPredicate done;

    /// Of each visited capture its last visit; grows with those that the journal holds.
    private final Map<Long, Long> lastVisits = new HashMap<>();

    private final Set<MediaId> needed = new HashSet<>();

    JournalPurge(SegmentLog log, MediaStore media, Instant receivedBefore, LongPredicate done) {
        this.log = log;
        this.media = media;
        this.receivedBefore = receivedBefore;
        this.done = done;
    }

    long run() throws IOException {
        survey();
        long deleted = 0;
        boolean fromTheFirst = true;
        List<Long> segments = log.segments();
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i + 1 == segments.size();
            long end = last ? log.durable() : segments.get(i + 1) - 1;
            Found found = look(segments.get(i), end);
            for (MediaId file : found.files()) {
                media.delete(file);
                deleted++;
            }
            fromTheFirst &= found.whole() && !last;
            if (fromTheFirst) {
                deleted += log.deleteThrough(end);
            }
        }
        return deleted;
    }

    private void survey() {
        try (SegmentCursor cursor = log.read(0)) {
            for (LogEntry entry : cursor) {
                if (entry instanceof LogEntry.Kept kept && kept.kind() == JournalRecord.VISIT) {
                    JournalRecord record = JournalRecord.parse(kept.payload());
                    lastVisits.put(record.visited(), kept.sequence());
                    if (!isDone(kept, record)) {
                        needed.addAll(record.files());
                    }
                }
            }
        }
    }

    /// @param files that may go
    /// @param whole whether all of the segment may
    private record Found(List<MediaId> files, boolean whole) {}

    private Found look(long first, long last) {
        Set<MediaId> files = new HashSet<>();
        boolean whole = true;
        try (SegmentCursor cursor = log.read(first - 1)) {
            for (LogEntry entry : cursor) {
                if (!(entry instanceof LogEntry.Kept kept)) {
                    // Nobody can tell what it was.
                    return new Found(List.copyOf(files), false);
                }
                if (kept.sequence() > last) {
                    break;
                }
                JournalRecord record = JournalRecord.parse(kept.payload());
                if (isDone(kept, record)) {
                    record.files().stream()
                            .filter(file -> !needed.contains(file) && media.holds(file))
                            .forEach(files::add);
                } else {
                    whole = false;
                }
            }
        }
        return new Found(List.copyOf(files), whole);
    }

    private boolean isDone(LogEntry.Kept kept, JournalRecord record) {
        if (!record.receivedAt().isBefore(receivedBefore)) {
            return false;
        }
        if (kept.kind() != JournalRecord.AWAITING) {
            return done.test(kept.sequence());
        }
        Long visit = lastVisits.get(kept.sequence());
        return visit != null && done.test(visit);
    }
}
