package dev.wharf.connector.staging;

import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.StoredObject;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.stream.Stream;

/// Does what the store does, but for what a test changes.
class DelegatingObjects implements ObjectStore {
    private final ObjectStore store;

    DelegatingObjects(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        store.put(name, content, size);
    }

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        return store.open(name, from, length);
    }

    @Override
    public SeekableByteChannel channel(ObjectName name) {
        return store.channel(name);
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        return store.find(name);
    }

    @Override
    public Deletion delete(ObjectName name) {
        return store.delete(name);
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
