package dev.wharf.archive;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The pack files of one archive, `packs/000001.pack` and so on. Reading is for any thread, the
/// rest for one.
final class Packs implements AutoCloseable {
    private final Disk disk;
    private final Path folder;
    private final ConcurrentSkipListMap<Integer, Pack> packs = new ConcurrentSkipListMap<>();

    Packs(Disk disk, Path folder) throws IOException {
        this.disk = disk;
        this.folder = folder;
        for (Map.Entry<Integer, Path> file : files().entrySet()) {
            Pack pack = Pack.open(disk, file.getValue(), file.getKey());
            if (pack != null) {
                packs.put(file.getKey(), pack);
            }
        }
    }

    private Map<Integer, Path> files() throws IOException {
        TreeMap<Integer, Path> files = new TreeMap<>();
        for (Path path : disk.list(folder)) {
            String name = path.getFileName().toString();
            if (name.matches("[0-9]{6,9}\\.pack")) {
                files.put(Integer.parseInt(name, 0, name.length() - 5, 10), path);
            }
        }
        return files;
    }

    /// Files that are there but have no sound header, by number.
    List<Integer> headless() throws IOException {
        List<Integer> headless = new ArrayList<>(files().keySet());
        headless.removeAll(packs.keySet());
        return headless;
    }

    /// Removes packs that were being created when the process ended: no group was ever in them.
    void removeUnfinished() throws IOException {
        for (int number : headless()) {
            Path file = folder.resolve(Pack.name(number));
            try (DiskFile open = disk.openReadOnly(file)) {
                if (open.size() > Pack.HEADER) {
                    continue;
                }
            }
            disk.delete(file);
        }
    }

    List<Pack> all() {
        return List.copyOf(packs.values());
    }

    @Nullable Pack last() {
        Map.Entry<Integer, Pack> last = packs.lastEntry();
        return last == null ? null : last.getValue();
    }

    @Nullable Pack find(int number) {
        return packs.get(number);
    }

    Pack get(int number) {
        Pack pack = packs.get(number);
        if (pack == null) {
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT,
                    "pack " + number + " is missing or has no header; restore it from a backup");
        }
        return pack;
    }

    Pack create(int number, byte[] salt, long firstGroup, long firstSequence, byte[] previous)
            throws IOException {
        Pack pack = Pack.create(disk, folder, number, salt, firstGroup, firstSequence, previous);
        packs.put(number, pack);
        return pack;
    }

    @Override
    public void close() throws IOException {
        for (Pack pack : packs.values()) {
            pack.close();
        }
    }
}
