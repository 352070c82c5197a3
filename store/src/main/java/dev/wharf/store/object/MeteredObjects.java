package dev.wharf.store.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Knows how much lies in a store without asking it each time: lists it once, and counts from then
/// on what goes through here. Remembers name, size and time of each object, so it is for stores
/// that hold thousands, not millions.
///
/// Safe for many threads.
public final class MeteredObjects implements ObjectStore {
    private final ObjectStore store;
    private final Clock clock;
    private final Map<ObjectName, StoredObject> held = new ConcurrentHashMap<>();

    private MeteredObjects(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Lists the store, and so says at once when it cannot be reached.
    ///
    /// @param store closed with this
    public static MeteredObjects over(ObjectStore store, Clock clock) {
        MeteredObjects metered = new MeteredObjects(store, clock);
        try (Stream<StoredObject> all = metered.list("")) {
            all.forEach(_ -> {});
        }
        return metered;
    }

    /// What lies there as far as this process knows. From any thread, at any time, at no cost.
    public Occupancy occupancy() {
        return held.values().stream().reduce(Occupancy.NONE, Occupancy::and, (_, second) -> second);
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        store.put(name, content, size);
        held.put(name, new StoredObject(name, size, clock.instant()));
    }

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        return store.open(name, from, length);
    }

    @Override
    public InputStream open(ObjectName name) {
        return store.open(name);
    }

    @Override
    public SeekableByteChannel channel(ObjectName name) {
        return store.channel(name);
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return store.list(prefix).peek(object -> held.put(object.name(), object));
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        return store.find(name);
    }

    @Override
    public Deletion delete(ObjectName name) {
        Deletion ended = store.delete(name);
        switch (ended) {
            case Deletion.Gone _ -> held.remove(name);
            case Deletion.Kept _ -> {}
        }
        return ended;
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public void close() {
        store.close();
    }
}
