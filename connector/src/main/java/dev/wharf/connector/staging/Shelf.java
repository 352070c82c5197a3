package dev.wharf.connector.staging;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What lies in staging and is not acknowledged, in order and without holes: each object begins
/// where the one before ends. For one thread.
final class Shelf {
    private final TreeMap<Long, StagedObject> byLast = new TreeMap<>();
    private long end;

    /// @param end sequence behind which the first object begins
    Shelf(long end) {
        this.end = end;
    }

    /// The sequence through which everything was pulled.
    long end() {
        return end;
    }

    /// Behind which sequence the first object begins; where the next one will when there is none.
    long begin() {
        Map.Entry<Long, StagedObject> first = byLast.firstEntry();
        return first == null ? end : first.getValue().after();
    }

    /// The next object is to begin behind this sequence; nothing may lie here.
    void begin(long after) {
        if (!byLast.isEmpty()) {
            throw new IllegalStateException("something is staged up to " + end);
        }
        end = after;
    }

    void add(StagedObject object) {
        if (object.after() > end || object.last() <= end) {
            throw new IllegalArgumentException(
                    "%s does not continue %d".formatted(object.name(), end));
        }
        byLast.put(object.last(), object);
        end = object.last();
    }

    /// The object with what comes behind a sequence; null when nothing of that is staged.
    @Nullable StagedObject behind(long sequence) {
        Map.Entry<Long, StagedObject> next = byLast.higherEntry(sequence);
        return next == null ? null : next.getValue();
    }

    void replace(StagedObject object) {
        byLast.replace(object.last(), object);
    }

    /// Takes away everything that ends at or before a sequence.
    List<StagedObject> takeThrough(long sequence) {
        Map<Long, StagedObject> through = byLast.headMap(sequence, true);
        List<StagedObject> taken = new ArrayList<>(through.values());
        through.clear();
        return taken;
    }

    Collection<StagedObject> objects() {
        return byLast.values();
    }

    @Nullable Instant oldest() {
        return byLast.values().stream()
                .map(StagedObject::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
