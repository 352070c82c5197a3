package dev.wharf.bench.live;

import com.sun.management.OperatingSystemMXBean;

import dev.wharf.archive.Archive;
import dev.wharf.archive.ArchiveSetup;
import dev.wharf.archive.ledger.FileLedger;
import dev.wharf.capture.cloudapi.CloudApiDecoder;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.intake.IntakePorts;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.staging.StagedFeed;
import dev.wharf.connector.staging.StagingOptions;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.store.object.DiskStaging;
import dev.wharf.store.staging.OpenedStaging;
import dev.wharf.store.staging.StagingStores;
import dev.wharf.testkit.MemoryKeyVault;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// What staging on disk costs: live webhooks through the intake into an archive on disk, without
/// and with, in turns, each into a new archive. Arguments: number of webhooks, rounds, a folder.
///
/// The first round warms up and is not counted; medians of the others.
public final class StagedIntakeBenchmark {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SecureRandom RANDOM = new SecureRandom();

    private StagedIntakeBenchmark() {}

    private record Cost(double cpuMicros, double wallMicros) {}

    public static void main(String[] arguments) throws IOException {
        int webhooks = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        List<Cost> plain = new ArrayList<>();
        List<Cost> staged = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Cost without = measure(webhooks, folder.resolve("plain-" + round), false);
            Cost with = measure(webhooks, folder.resolve("staged-" + round), true);
            System.out.printf("round %d: plain %s, staged %s%n", round, without, with);
            if (round > 0) {
                plain.add(without);
                staged.add(with);
            }
        }
        Cost without = median(plain);
        Cost with = median(staged);
        System.out.printf(
                "a webhook costs %.1f CPU-us plain, %.1f staged: %.2fx; %.1f us of time plain, %.1f staged: %.2fx%n",
                without.cpuMicros,
                with.cpuMicros,
                with.cpuMicros / without.cpuMicros,
                without.wallMicros,
                with.wallMicros,
                with.wallMicros / without.wallMicros);
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().mapToDouble(Cost::cpuMicros).sorted().toArray()[costs.size() / 2],
                costs.stream().mapToDouble(Cost::wallMicros).sorted().toArray()[costs.size() / 2]);
    }

    private static Cost measure(int webhooks, Path home, boolean isStaged) throws IOException {
        MemoryKeyVault vault = new MemoryKeyVault();
        Path staging = home.resolve("staging");
        try (FileLedger ledger =
                        FileLedger.open(home.resolve("archive/ledger"), vault, CLOCK, RANDOM);
                Archive archive =
                        Archive.open(home, ArchiveSetup.of(vault, ledger, CLOCK, "bench"));
                OpenedStaging store =
                        StagingStores.open(new DiskStaging(staging), vault, CLOCK, RANDOM)) {
            Feed site = new WebhookFeed(webhooks);
            Feed feed = isStaged ? staged(site, store, archive) : site;
            long cpu = cpuNanos();
            long began = System.nanoTime();
            take(feed, archive, ledger);
            double wall = System.nanoTime() - began;
            return new Cost((cpuNanos() - cpu) / 1e3 / webhooks, wall / 1e3 / webhooks);
        }
    }

    private static Feed staged(Feed site, OpenedStaging store, Archive archive) {
        return new StagedFeed(
                site,
                store.objects(),
                StagingOptions.STANDARD,
                new StagedFeed.Surroundings(_ -> {}, archive::lastGroup, CLOCK, RANDOM));
    }

    private static void take(Feed feed, Archive archive, FileLedger ledger) {
        new Intake(
                        new IntakePorts(
                                feed,
                                List.of(new CloudApiDecoder()),
                                archive,
                                archive,
                                new MailRenderer()::render,
                                ledger,
                                CLOCK),
                        IntakeOptions.of(
                                LiveIntakeBenchmark.users(), Mapping.NONE, Actor.job("b", "bench")),
                        Progress.NONE,
                        _ -> {})
                .run();
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
