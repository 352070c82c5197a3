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
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A staging store whose failures say what they mean for an intake. That an object is not there, is
/// no fault of the capture in it: who takes it for one would archive it without its files. It was
/// deleted by somebody else, the site still has what it held, and another try pulls it again.
///
/// @param onVanished told when something that was staged is not there
record StagedReading(ObjectStore store, Runnable onVanished) implements ObjectStore {

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        return read(() -> store.open(name, from, length));
    }

    @Override
    public InputStream open(ObjectName name) {
        return read(() -> store.open(name));
    }

    @Override
    public SeekableByteChannel channel(ObjectName name) {
        return read(() -> store.channel(name));
    }

    private <T> T read(Supplier<T> step) {
        try {
            return step.get();
        } catch (WharfException failed) {
            if (failed.code() == ErrorCode.NOT_FOUND) {
                onVanished.run();
                throw new WharfException(
                        ErrorCode.STORAGE_FAILED,
                        failed.getMessage()
                                + ": somebody else deleted it; the site still has what it held, and"
                                + " it is pulled again",
                        failed);
            }
            throw failed;
        }
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        store.put(name, content, size);
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
