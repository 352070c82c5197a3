package dev.wharf.archive;

import dev.wharf.core.progress.Progress;
import dev.wharf.store.file.Disk;
import dev.wharf.store.sql.SqliteDatabase;
import dev.wharf.testkit.MemoryKeyVault;
import dev.wharf.testkit.MemoryLedger;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/// A home whose keys and ledger outlive the archive that is opened in it.
final class TestHome {
    static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    final Path path;
    final MemoryKeyVault keys = new MemoryKeyVault();
    final MemoryLedger ledger = new MemoryLedger(Clock.fixed(NOW, ZoneOffset.UTC));
    final ArchiveFiles files;

    /// An empty catalog that every home starts from: making one takes Flyway a while.
    private static byte @Nullable [] emptyCatalog;

    TestHome(Path path) {
        this.path = path;
        this.files = ArchiveFiles.in(path);
        try {
            Files.createDirectories(files.folder());
            Files.write(files.catalog(), emptyCatalog());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static synchronized byte[] emptyCatalog() throws IOException {
        byte[] known = emptyCatalog;
        if (known == null) {
            Path folder = Files.createTempDirectory("wharf-catalog");
            Path file = folder.resolve("catalog.db");
            SqliteDatabase.open(file, Archive.SCHEMA).close();
            known = Files.readAllBytes(file);
            SqliteDatabase.delete(file);
            Files.delete(folder);
            emptyCatalog = known;
        }
        return known;
    }

    ArchiveSetup setup() {
        return ArchiveSetup.of(keys, ledger, Clock.fixed(NOW, ZoneOffset.UTC), "test");
    }

    Archive open() {
        return Archive.open(path, setup());
    }

    Archive open(Disk disk) {
        return Archive.open(path, setup().disk(disk));
    }

    void rebuild() {
        Archive.rebuild(path, setup(), Progress.NONE);
    }
}
