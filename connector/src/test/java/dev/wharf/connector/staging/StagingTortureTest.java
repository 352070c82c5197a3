package dev.wharf.connector.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.store.key.Custody;
import dev.wharf.store.key.FileKeyVault;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.SealedObjects;
import dev.wharf.store.object.StoredObject;
import dev.wharf.store.object.disk.DiskObjects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A process that archives by way of staging is killed (SIGKILL) at random moments, again and
/// again, over one site. Every capture is archived once, in order; what was staged is not pulled
/// again. The rounds are given by `-Dwharf.torture`.
class StagingTortureTest {
    private static final int MOST_LINES = 1_500;

    @TempDir Path home;

    @Test
    void killingLosesNothingAndBringsNothingTwice() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        FileKeyVault.create(
                        home.resolve("keys"),
                        new Custody.KeyFile(),
                        Clock.systemUTC(),
                        new SecureRandom())
                .vault()
                .close();
        int rounds = Integer.getInteger("wharf.torture", 5);
        Set<Long> staged = new HashSet<>();
        for (int round = 1; round <= rounds; round++) {
            String when = "seed %d, round %d".formatted(seed, round);

            Set<Long> pulled = runUntilKilled(random.nextInt(MOST_LINES), random.nextInt(200_000));

            staged.retainAll(pulled);
            assertThat(staged).as("pulled again, %s", when).isEmpty();
            List<Long> archived = TortureSite.archived(home);
            assertThat(archived)
                    .as(when)
                    .isEqualTo(LongStream.rangeClosed(1, archived.size()).boxed().toList());
            assertThat(TortureSite.acknowledged(home))
                    .as(when)
                    .isLessThanOrEqualTo(archived.size());
            staged = waiting();
        }

        runUntilKilled(-1, 0);

        assertThat(TortureSite.archived(home))
                .as("seed %d", seed)
                .isEqualTo(LongStream.rangeClosed(1, TortureSite.CAPTURES).boxed().toList());
        assertThat(TortureSite.acknowledged(home)).isEqualTo(TortureSite.CAPTURES);
        assertThat(waiting()).isEmpty();
        try (Stream<Path> left = Files.walk(home.resolve("staging"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    /// What lies whole in staging and is not acknowledged, by the names of its objects.
    private Set<Long> waiting() {
        long acknowledged = TortureSite.acknowledged(home);
        Set<Long> waiting = new HashSet<>();
        try (ObjectStore store = DiskObjects.open(home.resolve("staging"));
                Stream<StoredObject> listed = store.list("")) {
            listed.map(object -> StagedName.parse(object.name()).orElseThrow())
                    .forEach(
                            name -> {
                                if (name instanceof StagedName.Captures captures
                                        && captures.last() > acknowledged) {
                                    LongStream.rangeClosed(captures.after() + 1, captures.last())
                                            .forEach(waiting::add);
                                }
                            });
        }
        return waiting;
    }

    /// @param lines of its output after which it is killed; negative for never
    /// @return what it pulled from the site
    private Set<Long> runUntilKilled(int lines, int spin) throws Exception {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx96m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Taker.class.getName(),
                                home.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Set<Long> pulled = new HashSet<>();
        try (BufferedReader out = child.inputReader()) {
            int left = lines;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("pulled ")) {
                    pulled.add(Long.parseLong(line.substring("pulled ".length())));
                }
                if (left-- == 0) {
                    for (int i = 0; i < spin; i++) {
                        Thread.onSpinWait();
                    }
                    child.toHandle().destroyForcibly();
                }
            }
        }
        int ended = child.waitFor();
        if (lines < 0) {
            assertThat(ended).isZero();
        }
        return pulled;
    }

    /// The child: takes everything the site has, and ends.
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws IOException {
            Path home = Path.of(arguments[0]);
            SecureRandom random = new SecureRandom();
            List<EmptiedBatch> proofs = new ArrayList<>();
            try (FileKeyVault vault =
                            FileKeyVault.open(
                                    home.resolve("keys"),
                                    new Custody.KeyFile(),
                                    Clock.systemUTC(),
                                    random);
                    ObjectStore store =
                            new SealedObjects(DiskObjects.open(home.resolve("staging")), vault);
                    TortureSite site = new TortureSite(home);
                    StagedFeed feed =
                            new StagedFeed(
                                    site,
                                    store,
                                    new StagingOptions(
                                            300, 2 << 20, StagingOptions.STANDARD.stale()),
                                    new StagedFeed.Surroundings(
                                            proofs::add, () -> 1, Clock.systemUTC(), random))) {
                site.archiveFrom(feed);
            }
        }
    }
}
