package dev.wharf.store.staging;

import dev.wharf.store.object.MeteredObjects;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.Occupancy;

/// A staging store, open.
///
/// @param objects sealed; closing it closes all
/// @param meter what `objects` stands on
public record OpenedStaging(ObjectStore objects, MeteredObjects meter) implements AutoCloseable {

    /// How much lies there, sealed. From any thread.
    public Occupancy occupancy() {
        return meter.occupancy();
    }

    @Override
    public void close() {
        objects.close();
    }
}
