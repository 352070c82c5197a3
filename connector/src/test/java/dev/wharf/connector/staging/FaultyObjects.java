package dev.wharf.connector.staging;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.StoredObject;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.stream.Stream;

/// A store that fails at one of its calls: before it did anything, or after it did all of it, its
/// answer lost.
final class FaultyObjects implements ObjectStore {
    private final ObjectStore store;
    private int callsLeft = Integer.MAX_VALUE;
    private boolean afterwards;
    ErrorCode code = ErrorCode.SOURCE_UNAVAILABLE;

    FaultyObjects(ObjectStore store) {
        this.store = store;
    }

    /// @param call which of the next ones fails, from 1
    /// @param afterwards whether it does first what it was asked
    void failAt(int call, boolean afterwards) {
        this.callsLeft = call;
        this.afterwards = afterwards;
    }

    boolean failed() {
        return callsLeft <= 0;
    }

    private interface Act<T> {
        T act() throws IOException;
    }

    private <T> T call(Act<T> act) throws IOException {
        boolean fails = --callsLeft == 0;
        if (fails && !afterwards) {
            throw new WharfException(code, "the store failed on command");
        }
        T result = act.act();
        if (fails) {
            throw new WharfException(code, "the store's answer got lost on command");
        }
        return result;
    }

    private <T> T said(Act<T> act) {
        try {
            return call(act);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        boolean _ =
                call(
                        () -> {
                            store.put(name, content, size);
                            return true;
                        });
    }

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        return said(() -> store.open(name, from, length));
    }

    @Override
    public SeekableByteChannel channel(ObjectName name) {
        return said(() -> store.channel(name));
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return said(() -> store.list(prefix));
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        return said(() -> store.find(name));
    }

    @Override
    public Deletion delete(ObjectName name) {
        return said(() -> store.delete(name));
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
