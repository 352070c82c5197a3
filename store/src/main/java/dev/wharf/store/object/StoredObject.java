package dev.wharf.store.object;

import java.time.Instant;

/// What a store says of an object without opening it.
///
/// @param size of its content, in bytes
/// @param written when it was complete, by the store's clock, to the second
public record StoredObject(ObjectName name, long size, Instant written) {
    public StoredObject {
        if (size < 0) {
            throw new IllegalArgumentException("an object of negative size");
        }
    }
}
