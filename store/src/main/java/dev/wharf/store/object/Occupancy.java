package dev.wharf.store.object;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How much lies in a store.
///
/// @param bytes as stored: sealed, with headers
/// @param oldest when the oldest object was written; null when there is none
public record Occupancy(long objects, long bytes, @Nullable Instant oldest) {
    public static final Occupancy NONE = new Occupancy(0, 0, null);

    Occupancy and(StoredObject object) {
        boolean older = oldest == null || object.written().isBefore(oldest);
        return new Occupancy(objects + 1, bytes + object.size(), older ? object.written() : oldest);
    }
}
