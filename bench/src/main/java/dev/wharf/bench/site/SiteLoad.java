package dev.wharf.bench.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Durable webhooks a second of one site process, beside what the disk gives: fsyncs a second of
/// one thread writing 64 KiB. Load and server share the machine, so the figure is a lower bound.
///
/// Arguments: a folder, seconds for each part, and optionally `million` to send a million webhooks
/// and see what memory they leave behind.
public final class SiteLoad {
    private static final int BODY = 780;
    private static final int PROBE = 64 * 1024;
    private static final int MILLION_CONNECTIONS = 128;
    private static final List<String> JVM =
            List.of(
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-Djava.util.logging.config.class=dev.wharf.app.Logging",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final ChildSite site;

    private SiteLoad(ChildSite site) {
        this.site = site;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Files.createDirectories(folder);
        System.out.printf("disk            %8.0f fsync/s%n", forces(folder.resolve("probe"), time));
        try (ChildSite site = new ChildSite(folder.resolve("site"), JVM)) {
            SiteLoad load = new SiteLoad(site);
            System.out.printf("server          %8d MB resident%n", site.residentMegabytes());
            load.measure("warm-up", 64, time, Long.MAX_VALUE);
            if (arguments.length > 2 && arguments[2].equals("million")) {
                load.measure(
                        "a million",
                        MILLION_CONNECTIONS,
                        Duration.ofMinutes(5),
                        1_000_000 / MILLION_CONNECTIONS);
                return;
            }
            for (int connections : new int[] {1, 8, 32, 128, 512}) {
                load.measure("webhooks", connections, time, Long.MAX_VALUE);
            }
        }
    }

    private void measure(String what, int connections, Duration time, long each)
            throws IOException {
        Latencies latencies = new Latencies();
        LongAdder failed = new LongAdder();
        AtomicReference<Before> before = new AtomicReference<>();
        CyclicBarrier ready = new CyclicBarrier(connections, () -> before.set(before()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                WebhookClient client = new WebhookClient(site.port(), BODY, latencies, failed);
                threads.execute(() -> run(client, ready, time, each, failed));
            }
        }
        Before then = Objects.requireNonNull(before.get());
        double seconds = (System.nanoTime() - then.nanos()) / 1e9;
        long count = latencies.count();
        System.out.printf(
                "%-10s %4d conn %8.0f /s  p50 %7.2f  p99 %7.2f  p99.9 %7.2f ms  %5.1f per fsync"
                        + "  %5.1f us CPU  %4d MB  %d failed%n",
                what,
                connections,
                count / seconds,
                latencies.quantile(0.5),
                latencies.quantile(0.99),
                latencies.quantile(0.999),
                (double) count / Math.max(1, site.forces() - then.forces()),
                site.cpu().minus(then.cpu()).toNanos() / 1e3 / count,
                site.residentMegabytes(),
                failed.sum());
    }

    private record Before(long nanos, long forces, Duration cpu) {}

    private Before before() {
        try {
            return new Before(System.nanoTime(), site.forces(), site.cpu());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void run(
            WebhookClient client, CyclicBarrier ready, Duration time, long each, LongAdder failed) {
        try {
            client.run(ready, time, each);
        } catch (IOException broken) {
            failed.increment();
            throw new UncheckedIOException(broken);
        }
    }

    private static double forces(Path file, Duration time) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(PROBE);
            for (int i = 0; i < 256; i++) {
                channel.write(block.clear(), (long) i * PROBE);
            }
            channel.force(true);
            long count = 0;
            long began = System.nanoTime();
            while (System.nanoTime() - began < time.toNanos()) {
                channel.write(block.clear(), count % 256 * PROBE);
                channel.force(false);
                count++;
            }
            return count / ((System.nanoTime() - began) / 1e9);
        }
    }
}
