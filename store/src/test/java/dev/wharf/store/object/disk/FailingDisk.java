package dev.wharf.store.object.disk;

import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;
import dev.wharf.store.file.LocalDisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A disk with so much room for each file, whose forces fail on command, and that notes the order
/// of what changes it.
final class FailingDisk implements Disk {
    private final Disk real = new LocalDisk();
    private final List<String> steps = new ArrayList<>();
    private volatile long room = Long.MAX_VALUE;
    private int failingForces;

    /// How long a file may become.
    void room(long bytes) {
        room = bytes;
    }

    synchronized void failForces(int times) {
        failingForces = times;
    }

    List<String> steps() {
        return steps;
    }

    private synchronized void step(String step) {
        if (steps.size() < 100) {
            steps.add(step);
        }
    }

    private synchronized void force() throws IOException {
        if (failingForces > 0) {
            failingForces--;
            throw new IOException("Input/output error");
        }
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new Open(real.open(file));
    }

    @Override
    public DiskFile openReadOnly(Path file) throws IOException {
        return real.openReadOnly(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename");
        real.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete");
        real.delete(file);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        real.createFolder(folder);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step("force folder");
        real.forceFolder(folder);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return real.list(folder);
    }

    private final class Open implements DiskFile {
        private final DiskFile file;

        Open(DiskFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            step("write");
            if (position + bytes.remaining() > room) {
                file.write(bytes.slice(bytes.position(), bytes.remaining() / 2), position);
                throw new IOException("No space left on device");
            }
            file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            step("force");
            FailingDisk.this.force();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
