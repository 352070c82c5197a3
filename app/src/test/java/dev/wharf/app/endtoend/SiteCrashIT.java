package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.site.OpenSite;
import dev.wharf.app.site.SiteProcess;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.testkit.FakeGraph;
import dev.wharf.testkit.MemoryKeyVault;
import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The site's process, killed under load. `wharf.torture` says how often; with the profile
/// `torture` it is a hundred times.
class SiteCrashIT {
    private static final int CLIENTS = 4;
    private static final int MOST_ANSWERS = 400;

    @TempDir private Path folder;
    private final MemoryKeyVault vault = new MemoryKeyVault();
    private final CloudNumber number = new CloudNumber("106540352242922", "4930123456");
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutFiles = ConcurrentHashMap.newKeySet();
    private FakeGraph graph;
    private PreparedSite site;

    @BeforeEach
    void enrolled() throws IOException {
        graph = new FakeGraph(Clock.systemUTC());
        graph.token(number.id(), CloudNumber.TOKEN);
        site = new PreparedSite(folder.resolve("home"), vault);
        site.with("WHARF_GRAPH_ADDRESS", graph.base().toString());
        site.enrol(number, "desk@firm.example");
    }

    @AfterEach
    void end() {
        graph.close();
    }

    @Test
    void whatWasAnsweredIsInTheFeedWheneverTheSiteWasKilled() throws Exception {
        int rounds = rounds();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        System.out.println("SiteCrashIT: seed " + seed + ", " + rounds + " kills");
        Reader reader = new Reader();
        for (int round = 0; round < rounds; round++) {
            killAfter(1 + random.nextInt(MOST_ANSWERS), random.nextLong());

            reader.readOn();
            assertThat(reader.found).as("seed %d, round %d", seed, round).containsAll(withoutFiles);
        }

        Reader last = afterAllFilesWereLookedFor();
        assertThat(last.found).as("seed %d", seed).containsAll(answered);
        System.out.println("SiteCrashIT: %d webhooks answered".formatted(answered.size()));
    }

    private static int rounds() {
        int given = Integer.getInteger("wharf.torture", 5);
        return given > 5 ? Math.max(given, 100) : given;
    }

    /// Several clients deliver until the site is gone, at some answer or soon after.
    private void killAfter(int answers, long seed) throws Exception {
        Semaphore counted = new Semaphore(0);
        try (SiteChild child =
                        new SiteChild(
                                site, folder.resolve("home"), folder.resolve("site.log").toFile());
                SiteCalls calls = new SiteCalls(child.address());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                long own = seed + i;
                clients.execute(() -> deliver(calls, own, counted));
            }
            counted.acquire(answers);
            child.kill();
        }
    }

    private void deliver(SiteCalls calls, long seed, Semaphore counted) {
        byte[] secret = CloudNumber.APP_SECRET.getBytes(StandardCharsets.UTF_8);
        SignedWebhooks made = new SignedWebhooks(seed, secret, number.id(), number.digits());
        Random random = new Random(seed);
        try {
            while (true) {
                SignedWebhooks.Signed next = made.next(1 + random.nextInt(4));
                if (calls.deliver(next.body(), next.signature()) == 200) {
                    note(next.body());
                    counted.release();
                }
            }
        } catch (IOException _) {
            // The site is gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(byte[] body) {
        String digest = sha256(body);
        answered.add(digest);
        if (!new String(body, StandardCharsets.UTF_8).contains("\"sha256\"")) {
            withoutFiles.add(digest);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A capture that names files is shown when they are there, or cannot be had.
    private Reader afterAllFilesWereLookedFor() throws Exception {
        try (OpenSite open = site.open(Clock.systemUTC());
                SiteProcess running = SiteProcess.start(open, site.key(), "testhost")) {
            Reader reader = new Reader();
            Eventually.holds(
                    "every capture is shown",
                    () -> {
                        reader.readOn(running.journal());
                        return reader.found.containsAll(answered);
                    });
            return reader;
        }
    }

    /// Opens everything with the archive's key, whole, from where it was before.
    private final class Reader {
        final Set<String> found = new HashSet<>();
        private long position;

        void readOn() throws IOException {
            try (FileJournal journal =
                    FileJournal.open(site.directory(), site.key(), new SecureRandom())) {
                readOn(journal);
            }
        }

        void readOn(FileJournal journal) throws IOException {
            try (Feed feed = journal.feed(vault)) {
                List<CaptureRecord> page = feed.after(position, 500);
                while (!page.isEmpty()) {
                    for (CaptureRecord record : page) {
                        read(feed, record);
                    }
                    position = page.getLast().id().sequence();
                    page = feed.after(position, 500);
                }
            }
        }

        private void read(Feed feed, CaptureRecord record) throws IOException {
            try (CaptureBody body = feed.open(record);
                    InputStream stream = body.stream()) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
            found.add(record.digest().sha256());
        }
    }
}
