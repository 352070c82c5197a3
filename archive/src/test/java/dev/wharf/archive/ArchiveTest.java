package dev.wharf.archive;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Actor;
import dev.wharf.testkit.ArchiveContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The archive on disk keeps the contract of every archive.
class ArchiveTest implements ArchiveContract {
    @TempDir Path folder;
    private TestHome home;
    private Archive archive;

    @BeforeEach
    void open() {
        home = new TestHome(folder);
        archive = home.open();
    }

    @AfterEach
    void close() {
        archive.close();
    }

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
        archive.erase(item, Actor.user("dpo", "test"), "a court said so");
    }
}
