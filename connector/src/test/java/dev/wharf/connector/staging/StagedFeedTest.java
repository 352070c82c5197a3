package dev.wharf.connector.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.Finding;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.SealedObjects;
import dev.wharf.store.object.StoredObject;
import dev.wharf.store.object.disk.DiskObjects;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.JournalContract;
import dev.wharf.testkit.MemoryJournal;
import dev.wharf.testkit.MemoryKeyVault;
import dev.wharf.testkit.SettableClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

class StagedFeedTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final StagingOptions SMALL = new StagingOptions(10, 1 << 20, Duration.ofDays(7));

    @TempDir Path folder;
    private final MemoryKeyVault vault = new MemoryKeyVault();
    private final SettableClock clock = new SettableClock(NOON);
    private final PlainSite site = new PlainSite();
    private final PlainArchive archive = new PlainArchive();
    private final List<EmptiedBatch> proofs = new ArrayList<>();

    private ObjectStore store() {
        return new SealedObjects(DiskObjects.open(folder.resolve("staging")), vault);
    }

    private StagedFeed staged(Feed site, ObjectStore store, StagingOptions options) {
        return new StagedFeed(
                site,
                store,
                options,
                new StagedFeed.Surroundings(proofs::add, () -> 77, clock, new Random(1)));
    }

    private StagedFeed staged(ObjectStore store) {
        return staged(site, store, SMALL);
    }

    private static List<String> names(ObjectStore store) {
        try (Stream<StoredObject> listed = store.list("")) {
            return listed.map(object -> object.name().text()).sorted().toList();
        }
    }

    private List<String> expected() throws IOException {
        List<String> told = new ArrayList<>();
        for (CaptureRecord record : site.all()) {
            told.add(PlainSite.told(site, record));
        }
        site.opened.clear();
        return told;
    }

    /// A little of everything.
    private void fill(int captures) {
        Random random = new Random(captures);
        for (int i = 0; i < captures; i++) {
            switch (i % 9) {
                case 2 -> site.passOver();
                case 4 ->
                        site.add(
                                ("picture " + i).getBytes(UTF_8),
                                null,
                                Map.of("a", "file a of " + i, "b", "missing:too old", "c", ""));
                case 6 -> {
                    byte[] large = new byte[300_000];
                    random.nextBytes(large);
                    site.add(large, "chat " + i + ".zip", Map.of());
                }
                case 7 -> site.add(new byte[0], null, Map.of("d", "broken"));
                default -> site.add("message " + i);
            }
        }
    }

    @Nested
    class OverAJournal implements JournalContract {
        @Override
        public Site site() {
            MemoryJournal journal = new MemoryJournal();
            return new Site(journal, staged(journal.feed(), store(), StagingOptions.STANDARD));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 256})
    void everythingComesOutAsTheSiteHasItAndIsPulledOnce(int limit) throws IOException {
        fill(60);
        List<String> expected = expected();
        ObjectStore store = store();

        archive.takeAll(staged(store), limit, 13);

        assertThat(archive.archived()).isEqualTo(expected);
        assertThat(site.mostOpened()).isEqualTo(1);
        assertThat(site.acknowledged()).isEqualTo(site.all().getLast().id().sequence());
        assertThat(names(store)).isEmpty();
    }

    @Test
    void liveCapturesShareAnObjectAndFilesHaveTheirOwn() throws IOException {
        for (int i = 0; i < 500; i++) {
            site.add("message " + i);
        }
        site.add(new byte[300_000], "chat.zip", Map.of());
        site.add("{}".getBytes(UTF_8), null, Map.of("a", "picture"));
        ObjectStore store = store();

        staged(site, store, StagingOptions.STANDARD).after(0, 1);

        assertThat(names(store))
                .extracting(name -> name.substring(name.indexOf('/') + 1))
                .containsExactly("f-500-501-0", "m-502-0", "p-0-500-0", "p-501-502-1");
    }

    @Test
    void theSiteIsReadAheadNoFurtherThanAllowed() {
        for (int i = 0; i < 1_000; i++) {
            site.add("message " + i);
        }
        StagedFeed feed = staged(site, store(), new StagingOptions(300, 1 << 20, SMALL.stale()));

        feed.after(0, 5);
        assertThat(site.opened).hasSize(512);
        feed.after(100, 5);
        assertThat(site.opened).hasSize(512);
        feed.after(512, 5);
        assertThat(site.opened).hasSize(1_000);
    }

    @Test
    void whatIsStagedComesWithoutTheSite() throws IOException {
        fill(9);
        List<String> expected = expected();
        StagedFeed feed = staged(store());
        feed.after(0, 1);
        site.away = true;

        List<String> told = new ArrayList<>();
        for (CaptureRecord record : feed.after(0, 100)) {
            told.add(PlainSite.told(feed, record));
        }

        assertThat(told).isEqualTo(expected);
        assertThatThrownBy(() -> feed.after(site.all().getLast().id().sequence(), 1))
                .hasMessage("the site is away");
    }

    @Test
    void afterACrashWhatIsStagedIsTakenUpAndNotPulledAgain() throws IOException {
        fill(60);
        List<String> expected = expected();
        ObjectStore store = store();
        StagedFeed before = staged(site, store, new StagingOptions(300, 1 << 30, SMALL.stale()));
        before.after(0, 1);
        before.acknowledge(20);
        PlainArchive restored = new PlainArchive();

        restored.takeAll(staged(store), 256, 13);

        assertThat(restored.archived())
                .isEqualTo(
                        expected.subList(
                                (int)
                                        site.all().stream()
                                                .filter(record -> record.id().sequence() <= 20)
                                                .count(),
                                expected.size()));
        assertThat(site.mostOpened()).isEqualTo(1);
        assertThat(names(store)).isEmpty();
    }

    @Test
    void afterACrashWhatIsAcknowledgedIsProvenAndEmptied() {
        fill(8);
        ObjectStore store = store();
        staged(store).after(0, 1);
        site.acknowledge(site.all().getLast().id().sequence());

        assertThat(staged(store).after(site.acknowledged(), 10)).isEmpty();

        assertThat(names(store)).isEmpty();
        assertThat(proofs).hasSize(1);
        assertThat(proofs.getFirst().captures()).isEqualTo(7);
    }

    @Test
    void whatLiesBehindAHoleIsPulledAgain() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            site.add("message " + i);
        }
        List<String> expected = expected();
        ObjectStore store = store();
        staged(site, store, StagingOptions.STANDARD).after(0, 1);
        String first =
                names(store).stream().filter(name -> name.contains("p-0-")).findAny().orElseThrow();
        store.delete(new ObjectName(first));

        archive.takeAll(staged(store), 256, 100);

        assertThat(archive.archived()).isEqualTo(expected);
        assertThat(names(store)).isEmpty();
    }

    @Test
    void whatVanishesWhileItIsReadIsPulledAgainAndNeverTakenForMissing() throws IOException {
        site.add("{}".getBytes(UTF_8), null, Map.of("a", "picture"));
        List<String> expected = expected();
        ObjectStore store = store();
        StagedFeed feed = staged(store);
        CaptureRecord record = feed.after(0, 1).getFirst();
        var body = feed.open(record);
        names(store).stream()
                .filter(name -> name.contains("m-"))
                .forEach(name -> store.delete(new ObjectName(name)));

        assertThatThrownBy(() -> body.companion("a").orElseThrow().open())
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.STORAGE_FAILED));

        archive.takeAll(feed, 256, 100);
        assertThat(archive.archived()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStoreThatFailsAnywhereLosesNothingAndBringsNothingTwice(boolean afterwards)
            throws IOException {
        int failures = 0;
        for (int call = 1; ; call++) {
            StagedFeedTest one = new StagedFeedTest();
            one.fill(40);
            List<String> expected = one.expected();
            FaultyObjects store = new FaultyObjects(new MemoryObjects());
            store.failAt(call, afterwards);
            StagedFeed feed = one.staged(store);
            try {
                one.archive.takeAll(feed, 1 + call % 11, 7);
            } catch (WharfException failed) {
                assertThat(failed.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
                failures++;
            }
            boolean done = !store.failed();
            store.failAt(Integer.MAX_VALUE, false);

            // The same process tries again, or another one does.
            one.archive.takeAll(call % 2 == 0 ? feed : one.staged(store), 256, 7);

            assertThat(one.archive.archived()).as("call %d", call).isEqualTo(expected);
            assertThat(one.site.acknowledged()).isEqualTo(one.site.all().getLast().id().sequence());
            one.clock.move(Duration.ofMinutes(2));
            one.site.add("one more");
            one.archive.takeAll(one.staged(store), 256, 7);
            assertThat(names(store)).as("call %d", call).isEmpty();
            if (done) {
                break;
            }
        }
        assertThat(failures).isGreaterThan(20);
    }

    @Test
    void aFullDiskIsTransientAndAcknowledgesNothing() throws IOException {
        fill(20);
        List<String> expected = expected();
        FaultyObjects store = new FaultyObjects(store());
        store.code = ErrorCode.STORAGE_FAILED;
        store.failAt(3, false);
        StagedFeed feed = staged(store);

        assertThatThrownBy(() -> archive.takeAll(feed, 256, 7))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.STORAGE_FAILED));
        assertThat(site.acknowledged()).isZero();

        archive.takeAll(feed, 256, 7);
        assertThat(archive.archived()).isEqualTo(expected);
    }

    @Test
    void whatTheSiteCannotGiveAnyMoreIsToldToWhoOpensIt() {
        site.add("one");
        CaptureRecord purged = site.add("two");
        site.add("three");
        site.refusing.put(2L, new WharfException(ErrorCode.NOT_FOUND, "capture 2 was purged"));
        StagedFeed feed = staged(store());

        assertThat(feed.after(0, 10)).isEqualTo(site.all());
        assertThatThrownBy(() -> feed.open(purged))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessage("capture 2 was purged");
    }

    @Test
    void whatIsDamagedAtTheSiteStopsThereAndNotBefore() {
        site.add("one");
        site.add("two");
        site.refusing.put(2L, new WharfException(ErrorCode.STORAGE_CORRUPT, "damaged"));
        StagedFeed feed = staged(store());

        assertThat(feed.after(0, 10)).containsExactly(site.all().getFirst());
        assertThatThrownBy(() -> feed.after(1, 10)).hasMessage("damaged");
    }

    @Test
    void bytesThatAreNotWhatTheSiteReceivedDoNotComeOut() {
        CaptureRecord right = site.add("right");
        StagedFeed feed = staged(new WrongSite(site), store(), SMALL);
        feed.after(0, 10);

        assertThatThrownBy(() -> PlainSite.told(feed, right))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    }

    /// Says one digest and gives other bytes.
    private record WrongSite(PlainSite site) implements Feed {
        @Override
        public List<CaptureRecord> after(long after, int limit) {
            return site.after(after, limit).stream()
                    .map(
                            record ->
                                    new CaptureRecord(
                                            record.id(),
                                            record.envelope(),
                                            Digests.sha256(new byte[1]),
                                            record.size()))
                    .toList();
        }

        @Override
        public dev.wharf.core.capture.CaptureBody open(CaptureRecord record) {
            return site.open(record);
        }

        @Override
        public void acknowledge(long sequence) {
            site.acknowledge(sequence);
        }

        @Override
        public long acknowledged() {
            return site.acknowledged();
        }

        @Override
        public void close() {}
    }

    @Test
    void aDamagedObjectIsNamedAndSaidHowToMend() throws IOException {
        site.add("one");
        ObjectStore store = store();
        staged(store).after(0, 1);
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("staging/objects"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        StagedFeed feed = staged(store);

        assertThatThrownBy(() -> feed.after(0, 1))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.STORAGE_CORRUPT))
                .hasMessageContaining(names(store).getFirst())
                .hasMessageContaining("the site still has");

        Files.delete(file);
        assertThat(staged(store).after(0, 1)).hasSize(1);
    }

    @Test
    void everyEmptiedBatchIsProven() throws Exception {
        fill(30);
        ObjectStore store = store();

        archive.takeAll(staged(store), 256, 10);

        var digest = java.security.MessageDigest.getInstance("SHA-256");
        for (CaptureRecord record : site.all()) {
            if (record.id().sequence() <= proofs.getFirst().last()) {
                digest.update(ByteBuffer.allocate(8).putLong(record.id().sequence()).array());
                digest.update(HexFormat.of().parseHex(record.digest().sha256()));
            }
        }
        EmptiedBatch first = proofs.getFirst();
        assertThat(first.digest().sha256()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
        assertThat(first.first()).isEqualTo(1);
        assertThat(first.group()).isEqualTo(77);
        assertThat(first.at()).isEqualTo(NOON);
        assertThat(proofs.stream().mapToLong(EmptiedBatch::captures).sum())
                .isEqualTo(site.all().size());
        for (int i = 1; i < proofs.size(); i++) {
            assertThat(proofs.get(i).first()).isGreaterThan(proofs.get(i - 1).last());
        }
        assertThat(proofs.getLast().last()).isEqualTo(site.all().getLast().id().sequence());
    }

    @Test
    void nothingIsDeletedWithoutProof() {
        site.add("one");
        ObjectStore store = store();
        StagedFeed feed =
                new StagedFeed(
                        site,
                        store,
                        SMALL,
                        new StagedFeed.Surroundings(
                                _ -> {
                                    throw new WharfException(
                                            ErrorCode.STORAGE_FAILED, "the ledger is full");
                                },
                                () -> 1,
                                clock,
                                new Random(1)));
        feed.after(0, 1);

        assertThatThrownBy(() -> feed.acknowledge(1)).hasMessage("the ledger is full");

        assertThat(names(store)).hasSize(1);
    }

    @Test
    void nothingReadableLiesInTheFolder() throws IOException {
        site.add("The merger is off".repeat(1_000));
        site.add(
                "call Katharina".getBytes(UTF_8),
                "WhatsApp Chat with Katharina.txt",
                Map.of("wamid.MEDIA", "a merger plan"));
        site.add("Katharina ".repeat(40_000).getBytes(UTF_8), "Katharina.zip", Map.of());
        staged(store()).after(0, 100);

        int files = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                String text = file.getFileName() + new String(Files.readAllBytes(file), ISO_8859_1);
                for (String word :
                        List.of("merger", "Katharina", "wamid", "4477009", "CLOUD_API", "hook")) {
                    assertThat(text.contains(word)).as("%s in %s", word, file).isFalse();
                }
            }
        }
        assertThat(files).isEqualTo(3);
    }

    @Test
    void whatWaitsTooLongIsTold() {
        site.add("one");
        StagedFeed feed = staged(store());
        feed.after(0, 1);
        assertThat(feed.findings()).extracting(Finding::level).containsExactly(Finding.Level.GOOD);

        clock.move(Duration.ofDays(8));

        assertThat(feed.findings()).extracting(Finding::level).containsExactly(Finding.Level.BAD);
        assertThat(feed.findings().getFirst().text())
                .contains("1 objects wait in the folder")
                .contains("2026-03-01T12:00:00Z");
        feed.acknowledge(1);
        assertThat(feed.findings()).extracting(Finding::level).containsExactly(Finding.Level.GOOD);
    }

    @Test
    void whatCannotBeDeletedHoldsNothingUpAndIsTriedAgain() {
        site.add("one");
        FaultyObjects store = new FaultyObjects(store());
        StagedFeed feed = staged(store);
        feed.after(0, 1);
        store.failAt(1, false);

        feed.acknowledge(1);

        assertThat(names(store)).hasSize(1);
        assertThat(feed.findings().getFirst().text()).contains("could not be deleted");
        clock.move(Duration.ofMinutes(2));
        site.add("two");
        feed.after(1, 1);
        feed.acknowledge(2);
        assertThat(names(store)).isEmpty();
        assertThat(feed.findings()).extracting(Finding::level).containsExactly(Finding.Level.GOOD);
    }

    @Test
    void whatAPolicyKeepsIsNotAskedForAgainBeforeItEnds() {
        KeepingObjects store = new KeepingObjects(store(), NOON.plus(Duration.ofDays(2)));
        StagedFeed feed = staged(store);
        for (int i = 1; i <= 5; i++) {
            site.add("message " + i);
            feed.after(i - 1, 1);
            feed.acknowledge(i);
            clock.move(Duration.ofMinutes(5));
        }
        assertThat(store.asked).isEqualTo(5);
        assertThat(feed.findings().getFirst().text()).contains("a policy").contains("5 objects");

        clock.move(Duration.ofDays(3));
        store.until = null;
        site.add("the last");
        feed.after(5, 1);
        feed.acknowledge(6);

        assertThat(names(store)).isEmpty();
        assertThat(feed.findings()).extracting(Finding::level).containsExactly(Finding.Level.GOOD);
    }

    /// A store whose policy keeps everything until a time.
    private static final class KeepingObjects extends DelegatingObjects {
        private @Nullable Instant until;
        private int asked;

        KeepingObjects(ObjectStore store, Instant until) {
            super(store);
            this.until = until;
        }

        @Override
        public Deletion delete(ObjectName name) {
            asked++;
            return until == null ? super.delete(name) : new Deletion.Kept(until);
        }
    }

    @Test
    void foreignObjectsAreLeftAlone() throws IOException {
        ObjectStore store = store();
        store.put(
                new ObjectName("somebody/else"), new java.io.ByteArrayInputStream(new byte[3]), 3);
        fill(10);

        archive.takeAll(staged(store), 256, 7);

        assertThat(names(store)).containsExactly("somebody/else");
    }
}
