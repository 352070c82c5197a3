package dev.wharf.bench.live;

import dev.wharf.archive.Archive;
import dev.wharf.archive.ArchiveSetup;
import dev.wharf.archive.ledger.FileLedger;
import dev.wharf.capture.cloudapi.CloudApiDecoder;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.intake.IntakePorts;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.MemoryKeyVault;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Live webhooks a second through the intake into an archive on disk, in bounded memory: run it
/// with `-Xmx128m`. Arguments: number of webhooks, a folder.
///
/// The first quarter warms up and is measured apart.
public final class LiveIntakeBenchmark {
    private LiveIntakeBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        long webhooks = Long.parseLong(arguments[0]);
        Path home = Files.createDirectories(Path.of(arguments[1]));
        MemoryKeyVault vault = new MemoryKeyVault();
        Clock clock = Clock.systemUTC();
        try (FileLedger ledger =
                        FileLedger.open(
                                home.resolve("archive/ledger"), vault, clock, new SecureRandom());
                Archive archive =
                        Archive.open(home, ArchiveSetup.of(vault, ledger, clock, "bench"))) {
            WebhookFeed feed = new WebhookFeed(webhooks / 4);
            measure("warming up", feed, webhooks / 4, archive, ledger, clock);
            WebhookFeed rest = new WebhookFeed(webhooks);
            rest.acknowledge(webhooks / 4);
            measure("live intake", rest, webhooks - webhooks / 4, archive, ledger, clock);
        }
        System.out.printf(
                "heap peak %,d MB of %,d, disk %,d bytes a webhook%n",
                heapPeak() >> 20, Runtime.getRuntime().maxMemory() >> 20, size(home) / webhooks);
    }

    private static void measure(
            String what,
            WebhookFeed feed,
            long webhooks,
            Archive archive,
            FileLedger ledger,
            Clock clock) {
        long groups = archive.lastGroup();
        long began = System.nanoTime();
        RunRecord run =
                new Intake(
                                new IntakePorts(
                                        feed,
                                        List.of(new CloudApiDecoder()),
                                        archive,
                                        archive,
                                        new MailRenderer()::render,
                                        ledger,
                                        clock),
                                IntakeOptions.of(users(), Mapping.NONE, Actor.job("b", "bench")),
                                Progress.NONE,
                                _ -> {})
                        .run();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf(
                "%-12s %,8d webhooks %6.1f s %,8.0f /s, %,d items, %,d commits, %s%n",
                what,
                webhooks,
                took.toNanos() / 1e9,
                webhooks * 1e9 / took.toNanos(),
                archive.lastSequence(),
                archive.lastGroup() - groups,
                run.counters());
    }

    static UserDirectory users() {
        String rows =
                IntStream.range(0, 10)
                        .mapToObj(i -> "Desk %d,+%s,desk%d@firm.example".formatted(i, desk(i), i))
                        .collect(Collectors.joining("\n", "name,phone,email\n", "\n"));
        return UsersFile.parse("users.csv", rows.getBytes(StandardCharsets.UTF_8));
    }

    private static String desk(int number) {
        return "1555078%04d".formatted(number);
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
