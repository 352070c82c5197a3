package dev.wharf.site.metrics;

import dev.wharf.store.segment.ChannelOpener;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/// A disk whose fsyncs are counted: how many records each of them carries is what group commit is
/// worth. Safe for many threads.
public final class CountedDisk implements ChannelOpener {
    private final ChannelOpener disk;
    private final LongAdder forces = new LongAdder();

    public CountedDisk(ChannelOpener disk) {
        this.disk = disk;
    }

    public long forces() {
        return forces.sum();
    }

    @Override
    public FileChannel open(Path file) throws IOException {
        return new CountedChannel(disk.open(file), forces);
    }
}
