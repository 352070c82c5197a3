package dev.wharf.archive;

import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Numbered slots of one kind in files of 2²⁰ slots each, `items-000001.slots` and so on.
///
/// ```
/// file = header(64) slot*        header = "WHARFKEY" version(1: 1) zero*
/// ```
///
/// Slot n stands in file (n-1)/2²⁰ + 1. Reading is for any thread, writing for one.
final class KeySlots implements AutoCloseable {
    private static final int SHIFT = 20;
    private static final long PER_FILE = 1L << SHIFT;
    private static final byte[] MAGIC = {'W', 'H', 'A', 'R', 'F', 'K', 'E', 'Y', 1};

    private final Disk disk;
    private final Path folder;
    private final String kind;
    private final Map<Long, DiskFile> open = new ConcurrentHashMap<>();
    private final Set<Long> dirty = new HashSet<>();

    KeySlots(Disk disk, Path folder, String kind) {
        this.disk = disk;
        this.folder = folder;
        this.kind = kind;
    }

    /// Writes consecutive slots. Durable after [#force].
    void write(long first, byte[] slots) throws IOException {
        int at = 0;
        while (at < slots.length) {
            long slot = first + at / KeySlot.BYTES;
            long inFile = (slot - 1) & (PER_FILE - 1);
            int length = (int) Math.min(slots.length - at, (PER_FILE - inFile) * KeySlot.BYTES);
            long number = number(slot);
            file(number).write(ByteBuffer.wrap(slots, at, length), position(slot));
            dirty.add(number);
            at += length;
        }
    }

    void force() throws IOException {
        for (long number : dirty) {
            file(number).force();
        }
        dirty.clear();
    }

    /// The slot's bytes; all zero where nothing was written.
    byte[] read(long slot) throws IOException {
        byte[] bytes = new byte[KeySlot.BYTES];
        DiskFile file = existing(number(slot));
        if (file != null) {
            file.read(ByteBuffer.wrap(bytes), position(slot));
        }
        return bytes;
    }

    /// Consecutive slots in one read.
    byte[] read(long first, int count) throws IOException {
        byte[] bytes = new byte[count * KeySlot.BYTES];
        for (int at = 0; at < bytes.length; ) {
            long slot = first + at / KeySlot.BYTES;
            long inFile = (slot - 1) & (PER_FILE - 1);
            int length = (int) Math.min(bytes.length - at, (PER_FILE - inFile) * KeySlot.BYTES);
            DiskFile file = existing(number(slot));
            if (file != null) {
                file.read(ByteBuffer.wrap(bytes, at, length), position(slot));
            }
            at += length;
        }
        return bytes;
    }

    /// Overwrites a slot, durably: what it held cannot be read again from this file.
    ///
    /// A file system that copies on write, or a disk that remaps, may still hold the old bytes: see
    /// the threat model.
    void destroy(long slot) throws IOException {
        byte[] bytes = new byte[KeySlot.BYTES];
        bytes[0] = KeySlot.DESTROYED;
        write(slot, bytes);
        force();
    }

    private static long number(long slot) {
        return ((slot - 1) >>> SHIFT) + 1;
    }

    private static long position(long slot) {
        return KeySlot.BYTES + ((slot - 1) & (PER_FILE - 1)) * KeySlot.BYTES;
    }

    private Path path(long number) {
        return folder.resolve("%s-%06d.slots".formatted(kind, number));
    }

    private DiskFile file(long number) throws IOException {
        DiskFile known = existing(number);
        if (known != null && known.size() >= KeySlot.BYTES) {
            return known;
        }
        // A reader that meets the new file before it stands here must not open it a second time.
        synchronized (open) {
            DiskFile begun = open.get(number);
            DiskFile file = begun != null ? begun : disk.open(path(number));
            byte[] header = new byte[KeySlot.BYTES];
            System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
            file.write(ByteBuffer.wrap(header), 0);
            file.force();
            disk.forceFolder(folder);
            open.put(number, file);
            return file;
        }
    }

    private @Nullable DiskFile existing(long number) throws IOException {
        DiskFile known = open.get(number);
        if (known == null && disk.list(folder).contains(path(number))) {
            synchronized (open) {
                known = open.get(number);
                if (known == null) {
                    known = disk.open(path(number));
                    open.put(number, known);
                }
            }
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        for (DiskFile file : open.values()) {
            file.close();
        }
    }
}
