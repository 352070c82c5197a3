package dev.wharf.testkit;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.item.ItemId;

class MemoryArchiveTest implements ArchiveContract {
    private final MemoryArchive archive = new MemoryArchive();

    @Override
    public ArchiveWriter writer() {
        return archive;
    }

    @Override
    public ArchiveReader reader() {
        return archive;
    }

    @Override
    public void erase(ItemId item) {
        archive.erase(item);
    }
}
