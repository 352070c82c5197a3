package dev.wharf.site.journal;

import dev.wharf.site.journal.SealedJournal.Entry;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// The records read last, still sealed, so that their bodies and what visits show again need not be
/// looked for. Bounded in bytes. For one thread.
final class RecentEntries {
    private static final long MOST_BYTES = 16 << 20;

    private final Map<Long, Entry.Kept> entries = new LinkedHashMap<>();
    private long bytes;

    void add(Entry.Kept entry) {
        Entry.Kept before = entries.put(entry.sequence(), entry);
        bytes += entry.payload().length - (before == null ? 0 : before.payload().length);
        var eldest = entries.values().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().payload().length;
            eldest.remove();
        }
    }

    Entry.@Nullable Kept find(long sequence) {
        return entries.get(sequence);
    }
}
