package dev.wharf.bench.journal;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.testkit.MemoryKeyVault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// Durable appends a second of the journal, beside what the disk gives: fsyncs a second of one
/// thread writing 800 bytes into a preallocated file. Arguments: a folder, seconds for each part.
public final class JournalBenchmark {
    private static final int BODY = 700;

    private JournalBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Files.createDirectories(folder);
        double forces = forces(folder.resolve("probe"), time);
        System.out.printf("disk            %8.0f fsync/s%n", forces);
        for (int threads : new int[] {1, 8, 32, 128}) {
            double appends = appends(folder.resolve("site-" + threads), threads, time);
            System.out.printf(
                    "journal %4d thr %8.0f durable appends/s, %.1f per fsync of the disk%n",
                    threads, appends, appends / forces);
        }
    }

    private static double forces(Path file, Duration time) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8 << 20), 0);
            channel.force(true);
            long count = 0;
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                channel.write(ByteBuffer.allocate(800), count % 10_000 * 800);
                channel.force(false);
                count++;
            }
            return count / (time.toMillis() / 1000.0);
        }
    }

    private static double appends(Path site, int threads, Duration time) {
        MemoryKeyVault vault = new MemoryKeyVault();
        LongAdder count = new LongAdder();
        try (FileJournal journal =
                FileJournal.open(
                        site,
                        ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey(),
                        new SecureRandom())) {
            long end = System.nanoTime() + time.toNanos();
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < threads; i++) {
                    pool.execute(() -> appendUntil(end, journal, count));
                }
            }
        }
        return count.sum() / (time.toMillis() / 1000.0);
    }

    private static void appendUntil(long end, FileJournal journal, LongAdder count) {
        CaptureEnvelope envelope =
                new CaptureEnvelope(SourceKind.CLOUD_API, "account", null, Instant.EPOCH, Map.of());
        byte[] body = new byte[BODY];
        try {
            while (System.nanoTime() < end) {
                journal.append(envelope, new ByteArrayInputStream(body));
                count.increment();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
