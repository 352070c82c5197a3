package dev.wharf.site.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.key.ArchivePublicKey;
import dev.wharf.store.segment.ChannelOpener;
import dev.wharf.testkit.JournalContract;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;

/// Kills a process that appends, at random moments, and looks at what it left.
class JournalTortureTest {
    @TempDir Path home;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        int rounds = Integer.getInteger("wharf.torture", 5);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        MemoryKeyVault vault = new MemoryKeyVault();
        ArchivePublicKey key = ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey();
        key.write(home.resolve("archive.pub"));
        Map<Long, String> acknowledged = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            killAfter(random.nextInt(400), acknowledged);

            verify(vault, key, acknowledged, "seed " + seed + ", round " + round);
        }
        assertThat(acknowledged).as("seed %d", seed).isNotEmpty();
    }

    /// Reads so many acknowledgements, then kills, then reads those that were still under way.
    private void killAfter(int appends, Map<Long, String> acknowledged) throws Exception {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Appender.class.getName(),
                                home.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader lines = child.inputReader()) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                if (line.length() == space + 65) {
                    String sequence = line.substring(0, space);
                    assertThat(
                                    acknowledged.put(
                                            Long.parseLong(sequence), line.substring(space + 1)))
                            .as("sequence %s was given twice", sequence)
                            .isNull();
                }
                if (seen++ == appends) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.waitFor();
    }

    private void verify(
            MemoryKeyVault vault, ArchivePublicKey key, Map<Long, String> acknowledged, String when)
            throws IOException {
        try (FileJournal journal = FileJournal.open(home, key, new SecureRandom());
                Feed feed = journal.feed(vault)) {
            List<CaptureRecord> records = feed.after(0, 1_000_000);
            Map<Long, String> found = new HashMap<>();
            long expected = 1;
            for (CaptureRecord record : records) {
                assertThat(record.id().sequence()).as(when).isEqualTo(expected++);
                found.put(record.id().sequence(), record.digest().sha256());
                try (CaptureBody body = feed.open(record);
                        InputStream stream = body.stream()) {
                    stream.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            assertThat(found).as(when).containsAllEntriesOf(acknowledged);
        }
    }

    /// The child: appends from eight threads and says what was acknowledged.
    static final class Appender {
        private Appender() {}

        public static void main(String[] arguments) throws IOException {
            Path home = Path.of(arguments[0]);
            FileJournal journal =
                    FileJournal.open(
                            home,
                            ArchivePublicKey.read(home.resolve("archive.pub")),
                            new SecureRandom(),
                            new FileJournal.Options(200_000, ChannelOpener.DISK));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    int number = i;
                    threads.execute(() -> appendForEver(journal, new Random(number)));
                }
            }
        }

        private static void appendForEver(FileJournal journal, Random random) {
            while (true) {
                int size = random.nextInt(20) == 0 ? 270_000 : random.nextInt(3000);
                byte[] body = new byte[size];
                random.nextBytes(body);
                try {
                    CaptureRecord record =
                            journal.append(
                                    JournalContract.envelope("x"), new ByteArrayInputStream(body));
                    String line = record.id() + " " + record.digest() + "\n";
                    synchronized (Appender.class) {
                        System.out.print(line);
                        System.out.flush();
                    }
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        }
    }
}
