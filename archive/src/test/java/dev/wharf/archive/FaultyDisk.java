package dev.wharf.archive;

import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;
import dev.wharf.store.file.LocalDisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A disk that loses power at a chosen step (a write, fsync, truncation, rename, deletion): the
/// step and all later ones fail, and of the writes that no fsync covered a random part is undone,
/// the last one perhaps in its middle. What is left on the real disk is what a machine would find
/// after the power came back.
///
/// For one thread that writes.
final class FaultyDisk implements Disk {
    private final Disk real = new LocalDisk();
    private final Random random;
    private final int failAt;
    private final Map<Path, List<Write>> unforced = new HashMap<>();
    private int step;
    private boolean dead;

    /// @param failAt the step that fails, from 1; 0 for never
    FaultyDisk(int failAt, long seed) {
        this.failAt = failAt;
        this.random = new Random(seed);
    }

    /// What stood where a write went, to undo it.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Write(long position, byte[] before, long sizeBefore) {}

    int steps() {
        return step;
    }

    boolean dead() {
        return dead;
    }

    private void step() throws IOException {
        if (dead) {
            throw new IOException("no power");
        }
        if (++step == failAt) {
            dead = true;
            loseUnforced();
            throw new IOException("power lost at step " + step);
        }
    }

    private void loseUnforced() throws IOException {
        for (Map.Entry<Path, List<Write>> file : unforced.entrySet()) {
            List<Write> writes = file.getValue();
            int kept = random.nextInt(writes.size() + 1);
            if (!Files.exists(file.getKey())) {
                continue;
            }
            try (DiskFile open = real.open(file.getKey())) {
                for (int i = writes.size() - 1; i >= kept; i--) {
                    Write write = writes.get(i);
                    open.write(ByteBuffer.wrap(write.before()), write.position());
                    open.truncate(Math.max(write.sizeBefore(), 0));
                }
            }
        }
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new Open(file, real.open(file));
    }

    @Override
    public DiskFile openReadOnly(Path file) throws IOException {
        return new Open(file, real.openReadOnly(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        real.rename(from, to);
        List<Write> writes = unforced.remove(from);
        if (writes != null) {
            unforced.put(to, writes);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        real.delete(file);
        unforced.remove(file);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        real.createFolder(folder);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step();
        real.forceFolder(folder);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return real.list(folder);
    }

    private final class Open implements DiskFile {
        private final Path path;
        private final DiskFile file;

        Open(Path path, DiskFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            long size = file.size();
            ByteBuffer before = ByteBuffer.allocate(bytes.remaining());
            int n = file.read(before, position);
            unforced.computeIfAbsent(path, _ -> new ArrayList<>())
                    .add(new Write(position, Arrays.copyOf(before.array(), n), size));
            boolean torn = step + 1 == failAt && bytes.remaining() > 1;
            if (torn) {
                ByteBuffer part =
                        bytes.slice(bytes.position(), 1 + random.nextInt(bytes.remaining() - 1));
                file.write(part, position);
            }
            step();
            file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            step();
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            step();
            file.force();
            unforced.remove(path);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
