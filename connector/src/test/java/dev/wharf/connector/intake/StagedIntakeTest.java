package dev.wharf.connector.intake;

import static dev.wharf.connector.intake.LiveBench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.staging.EmptiedBatch;
import dev.wharf.connector.staging.StagedFeed;
import dev.wharf.connector.staging.StagingOptions;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.SealedObjects;
import dev.wharf.store.object.disk.DiskObjects;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The whole intake by way of staging does what it does without.
class StagedIntakeTest {
    @TempDir Path folder;

    private static LiveBench bench() {
        LiveBench bench = new LiveBench();
        for (int i = 0; i < 700; i++) {
            bench.add(text("M" + i));
            if (i % 100 == 50) {
                bench.site.unknown("unread " + i);
            }
            if (i % 100 == 70) {
                bench.site.add(LiveBench.ALICE, "log " + i, List.of(text("F" + i)), Map.of());
            }
        }
        long broken = bench.add(text("broken"));
        bench.site.decodeTo(broken, List.of(LiveSite.BROKEN));
        return bench;
    }

    @Test
    void stagedOrNotTheSameIsArchived() {
        LiveBench plain = bench();
        plain.run();
        LiveBench staged = bench();
        List<EmptiedBatch> proofs = new ArrayList<>();
        try (ObjectStore store =
                new SealedObjects(DiskObjects.open(folder), new MemoryKeyVault())) {
            StagedFeed feed =
                    new StagedFeed(
                            staged.site,
                            store,
                            StagingOptions.STANDARD,
                            new StagedFeed.Surroundings(
                                    proofs::add,
                                    staged.archive::lastSequence,
                                    staged.clock,
                                    new Random(1)));
            new Intake(
                            new IntakePorts(
                                    feed,
                                    List.of(staged.site),
                                    staged.archive,
                                    staged.archive,
                                    staged.renderer,
                                    staged.ledger,
                                    staged.clock),
                            IntakeOptions.of(
                                    staged.users, Mapping.NONE, Actor.user("operator", "host")),
                            Progress.NONE,
                            staged.notImported::add)
                    .run();

            assertThat(staged.texts()).isEqualTo(plain.texts());
            assertThat(staged.site.acknowledged()).isEqualTo(plain.site.acknowledged());
            assertThat(store.list("")).isEmpty();
            assertThat(proofs.getLast().last()).isEqualTo(staged.site.acknowledged());
        }
    }
}
