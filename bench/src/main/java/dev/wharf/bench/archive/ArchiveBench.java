package dev.wharf.bench.archive;

import dev.wharf.archive.Archive;
import dev.wharf.archive.ArchiveSetup;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.MemoryKeyVault;
import dev.wharf.testkit.MemoryLedger;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What it costs one thread, in its own CPU time, to archive, read, verify and rebuild:
/// `ArchiveBench FOLDER [ITEMS]`.
public final class ArchiveBench {
    private static final int GROUP = 4000;

    private ArchiveBench() {}

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        int total = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        ArchiveSetup setup =
                ArchiveSetup.of(new MemoryKeyVault(), new MemoryLedger(clock), clock, "bench");
        long plain = 0;
        long prepare = 0;
        long commit = 0;
        try (Archive archive = Archive.open(home, setup)) {
            InventedMails mails = new InventedMails(4711);
            for (int done = 0; done < total; done += GROUP) {
                List<Change> changes = new ArrayList<>(GROUP);
                for (int i = 0; i < GROUP; i++) {
                    changes.add(mails.next());
                }
                plain += changes.size();
                long start = cpu();
                PreparedGroup group = archive.prepare(changes);
                long prepared = cpu();
                archive.commit(group);
                prepare += prepared - start;
                commit += cpu() - prepared;
            }
            print("prepare (encode, compress, seal)", prepare, plain);
            print("commit (catalog, keys, pack, fsync)", commit, plain);
            long start = cpu();
            try (Stream<ItemRow> rows = archive.after(0)) {
                rows.forEach(archive::open);
            }
            print("open", cpu() - start, plain);
            start = cpu();
            int findings = archive.verify(Progress.NONE).findings().size();
            print("verify (" + findings + " findings)", cpu() - start, plain);
        }
        long start = cpu();
        Archive.rebuild(home, setup, Progress.NONE);
        print("rebuild the catalog", cpu() - start, plain);
        for (String part : List.of("packs", "keys", "catalog.db")) {
            IO.println(
                    "%-36s %8.1f bytes/item"
                            .formatted(part, (double) size(home.resolve("archive", part)) / plain));
        }
    }

    /// Of this thread: others share the machine.
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long size(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void print(String what, long nanos, long items) {
        IO.println(
                "%-36s %8.2f CPU-µs/item %10.0f items/CPU-s"
                        .formatted(what, nanos / 1e3 / items, items * 1e9 / nanos));
    }
}
