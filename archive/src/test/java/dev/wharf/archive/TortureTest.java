package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.archive.VerifyReport.Finding;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// A process that archives is killed (SIGKILL) at random moments, again and again, in one home.
/// Nothing that it acknowledged is lost, nothing is there twice. The rounds are given by
/// `-Dwharf.torture`.
class TortureTest {
    private static final int MOST_GROUPS = 25;

    @TempDir Path home;

    @Test
    void killingLosesNothingAcknowledged() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int rounds = Integer.getInteger("wharf.torture", 5);
        for (int round = 1; round <= rounds; round++) {
            String when = "seed %d, round %d".formatted(seed, round);
            long acknowledged = archiveUntilKilled(random);

            try (Archive archive = Archive.open(home, TortureWriter.setup())) {
                assertThat(archive.opened().damage()).as(when).isNull();
                assertThat(archive.lastSequence()).as(when).isGreaterThanOrEqualTo(acknowledged);
                assertThat(damage(archive)).as(when).isEmpty();
                assertThat(ids(archive)).as(when).isEqualTo(expectedIds(archive.lastSequence()));
            }
        }
        String before = CatalogDump.of(ArchiveFiles.in(home).catalog());
        Archive.rebuild(home, TortureWriter.setup(), Progress.NONE);
        assertThat(CatalogDump.of(ArchiveFiles.in(home).catalog())).isEqualTo(before);
    }

    /// The ledger is a new one in every process and knows nothing.
    private static List<Finding> damage(Archive archive) {
        return archive.verify(Progress.NONE).findings().stream()
                .filter(finding -> finding.kind() != Finding.Kind.LEDGER)
                .toList();
    }

    private static List<String> ids(Archive archive) {
        try (var rows = archive.after(0)) {
            return rows.map(ItemRow::id).map(Object::toString).toList();
        }
    }

    private static List<String> expectedIds(long last) {
        return LongStream.rangeClosed(1, last)
                .mapToObj(n -> SampleItems.id(SampleItems.CHAT, (int) n).toString())
                .toList();
    }

    private long archiveUntilKilled(Random random) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TortureWriter.class.getName(),
                                home.toString(),
                                Long.toString(random.nextLong()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long acknowledged = 0;
        int groups = random.nextInt(MOST_GROUPS);
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null) {
                acknowledged = Long.parseLong(line.substring(line.indexOf(' ') + 1));
                if (groups-- == 0) {
                    // Somewhere inside the next group, by spinning: no sleep is short enough.
                    spin(random.nextInt(200_000));
                    // The process would close its output, and the last words are the point.
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        }
        process.waitFor();
        return acknowledged;
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
