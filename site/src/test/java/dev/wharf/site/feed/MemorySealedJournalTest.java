package dev.wharf.site.feed;

import dev.wharf.site.journal.SealedJournal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class MemorySealedJournalTest implements SealedJournalContract {
    @TempDir private Path folder;
    private MemorySealedJournal journal = new MemorySealedJournal(Path.of("."));

    @BeforeEach
    void open() {
        journal = new MemorySealedJournal(folder);
    }

    @Override
    public MemorySealedJournal source() {
        return journal;
    }

    @Override
    public SealedJournal journal() {
        return journal;
    }
}
