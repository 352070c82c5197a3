package dev.wharf.connector.staging;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.StoredObject;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/// Objects that are gone with the process.
final class MemoryObjects implements ObjectStore {
    private final Map<ObjectName, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        byte[] bytes = content.readAllBytes();
        if (bytes.length != size) {
            throw new IOException("of another size than said");
        }
        if (objects.putIfAbsent(name, bytes) != null) {
            throw new WharfException(ErrorCode.NOT_ALLOWED, "there is an object " + name);
        }
    }

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        byte[] bytes = objects.get(name);
        if (bytes == null) {
            throw new WharfException(ErrorCode.NOT_FOUND, "there is no object " + name);
        }
        int start = (int) Math.min(from, bytes.length);
        return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return objects.keySet().stream()
                .filter(name -> name.text().startsWith(prefix))
                .flatMap(name -> find(name).stream());
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        return Optional.ofNullable(objects.get(name))
                .map(bytes -> new StoredObject(name, bytes.length, Instant.EPOCH));
    }

    @Override
    public Deletion delete(ObjectName name) {
        objects.remove(name);
        return new Deletion.Gone();
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public void close() {}
}
