package dev.wharf.store.object.disk;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.file.LocalDisk;
import dev.wharf.store.file.ReadChannel;
import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.SizedContent;
import dev.wharf.store.object.StoredObject;
import dev.wharf.store.object.TranslatedIterator;
import dev.wharf.store.object.TranslatedStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Objects as files in one folder, for their owner's eyes only. An object is written beside the
/// others, fsynced, renamed to its name, and the folder fsynced: it is there whole or not at all.
/// What a killed process had half written is removed when the folder is opened.
///
/// ```
/// FOLDER/objects/NAME     the `/` of a name as `+`
/// FOLDER/incoming/N.part  being written
/// ```
///
/// A folder belongs to one process.
public final class DiskObjects implements ObjectStore {
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final Path objects;
    private final Path incoming;
    private final Disk disk;
    private final AtomicLong parts = new AtomicLong();
    private final Set<ObjectName> underway = ConcurrentHashMap.newKeySet();

    private DiskObjects(Path folder, Disk disk) {
        this.folder = folder;
        this.objects = folder.resolve("objects");
        this.incoming = folder.resolve("incoming");
        this.disk = disk;
    }

    /// Makes the folder where it is missing.
    public static DiskObjects open(Path folder) {
        return open(folder, new LocalDisk());
    }

    /// @param disk where tests inject faults
    public static DiskObjects open(Path folder, Disk disk) {
        DiskObjects opened = new DiskObjects(folder.toAbsolutePath(), disk);
        opened.prepare();
        return opened;
    }

    private void prepare() {
        try {
            DurableFiles.createDirectories(folder);
            disk.createFolder(objects);
            disk.createFolder(incoming);
            for (Path part : disk.list(incoming)) {
                disk.delete(part);
            }
        } catch (IOException failed) {
            throw failed("cannot use the %s".formatted(place()), failed);
        }
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        if (!underway.add(name)) {
            throw exists(name);
        }
        Path part = incoming.resolve(parts.incrementAndGet() + ".part");
        try {
            if (Files.exists(path(name))) {
                throw exists(name);
            }
            write(name, part, new SizedContent(content, size));
            publish(name, part);
        } catch (IOException | RuntimeException failed) {
            remove(part, failed);
            throw failed;
        } finally {
            underway.remove(name);
        }
    }

    /// What cannot be read of the content comes out as it is; what cannot be written, as ours.
    private void write(ObjectName name, Path part, SizedContent content) throws IOException {
        try (Part file = new Part(name, part)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                file.write(buffer, n);
            }
            file.force();
        }
    }

    /// A file in the making, with failures that say which object.
    private final class Part implements AutoCloseable {
        private final ObjectName name;
        private final DiskFile file;
        private long position;

        Part(ObjectName name, Path path) {
            this.name = name;
            try {
                file = disk.open(path);
            } catch (IOException failed) {
                throw cannotWrite(name, failed);
            }
        }

        void write(byte[] bytes, int length) {
            try {
                file.write(ByteBuffer.wrap(bytes, 0, length), position);
                position += length;
            } catch (IOException failed) {
                throw cannotWrite(name, failed);
            }
        }

        void force() {
            try {
                file.force();
            } catch (IOException failed) {
                throw cannotWrite(name, failed);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException failed) {
                throw cannotWrite(name, failed);
            }
        }
    }

    private void publish(ObjectName name, Path part) {
        try {
            disk.rename(part, path(name));
            disk.forceFolder(objects);
        } catch (IOException failed) {
            throw cannotWrite(name, failed);
        }
    }

    private void remove(Path part, Exception why) {
        try {
            disk.delete(part);
        } catch (IOException second) {
            why.addSuppressed(second);
        }
    }

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException("a range that cannot be");
        }
        ReadChannel channel = channel(name);
        channel.position(from);
        return new TranslatedStream(
                new Range(Channels.newInputStream(channel), length),
                failed -> broken(name, failed));
    }

    /// So many bytes of a stream.
    private static final class Range extends InputStream {
        private final InputStream in;
        private long left;

        Range(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = left == 0 ? -1 : in.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public ReadChannel channel(ObjectName name) {
        try {
            return new ReadChannel(disk.openReadOnly(path(name)));
        } catch (NoSuchFileException _) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND, "there is no object %s in %s".formatted(name, place()));
        } catch (IOException failed) {
            throw broken(name, failed);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the stream given out closes it
    @Override
    public Stream<StoredObject> list(String prefix) {
        String start = prefix.replace('/', '+');
        try {
            DirectoryStream<Path> files =
                    Files.newDirectoryStream(
                            objects, file -> file.getFileName().toString().startsWith(start));
            return new TranslatedIterator<>(files.iterator(), this::cannotList)
                    .stream().flatMap(file -> named(file).stream()).onClose(() -> close(files));
        } catch (IOException failed) {
            throw cannotList(failed);
        }
    }

    private WharfException cannotList(Exception failed) {
        return failed("cannot list the %s".formatted(place()), failed);
    }

    private Optional<StoredObject> named(Path file) {
        String text = String.valueOf(file.getFileName()).replace('+', '/');
        return ObjectName.isName(text) ? find(new ObjectName(text)) : Optional.empty();
    }

    private void close(DirectoryStream<Path> files) {
        try {
            files.close();
        } catch (IOException failed) {
            throw cannotList(failed);
        }
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        try {
            BasicFileAttributes found = Files.readAttributes(path(name), BasicFileAttributes.class);
            return Optional.of(
                    new StoredObject(name, found.size(), found.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failed) {
            throw broken(name, failed);
        }
    }

    @Override
    public Deletion delete(ObjectName name) {
        try {
            disk.delete(path(name));
            disk.forceFolder(objects);
            return new Deletion.Gone();
        } catch (IOException failed) {
            throw failed("cannot delete object %s of %s".formatted(name, place()), failed);
        }
    }

    private Path path(ObjectName name) {
        return objects.resolve(name.text().replace('/', '+'));
    }

    @Override
    public String place() {
        return "folder " + folder;
    }

    private WharfException exists(ObjectName name) {
        return new WharfException(
                ErrorCode.NOT_ALLOWED,
                "there is an object %s in %s already; it stays as it is".formatted(name, place()));
    }

    private WharfException cannotWrite(ObjectName name, IOException failed) {
        return failed(
                "cannot write object %s to %s; make room there or mend the disk, then try again"
                        .formatted(name, place()),
                failed);
    }

    private WharfException broken(ObjectName name, Exception failed) {
        return failed instanceof WharfException known
                ? known
                : failed("cannot read object %s of %s".formatted(name, place()), failed);
    }

    private static WharfException failed(String what, Exception cause) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED, "%s: %s".formatted(what, cause.getMessage()), cause);
    }

    @Override
    public void close() {}
}
