package dev.wharf.site.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.key.ArchivePublicKey;
import dev.wharf.store.segment.ChannelOpener;
import dev.wharf.testkit.FaultyChannel;
import dev.wharf.testkit.JournalContract;
import dev.wharf.testkit.MemoryKeyVault;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class FileJournalTest implements JournalContract {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir Path home;
    private final MemoryKeyVault vault = new MemoryKeyVault();

    private ArchivePublicKey key() {
        return ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey();
    }

    private FileJournal open(long segmentBytes, ChannelOpener opener) {
        return FileJournal.open(
                home, key(), new SecureRandom(), new FileJournal.Options(segmentBytes, opener));
    }

    private FileJournal open() {
        return open(1 << 20, ChannelOpener.DISK);
    }

    @Override
    public Site site() {
        FileJournal journal = open();
        return new Site(journal, journal.feed(vault));
    }

    private static CaptureRecord append(FileJournal journal, int size) {
        try {
            return journal.append(
                    JournalContract.envelope("file-" + size),
                    new ByteArrayInputStream(JournalContract.body(size)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void assertBody(Feed feed, CaptureRecord record) throws IOException {
        try (CaptureBody body = feed.open(record);
                InputStream stream = body.stream()) {
            assertThat(stream.readAllBytes()).isEqualTo(JournalContract.body((int) record.size()));
        }
    }

    private static void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(directory))) {
            return files.sorted().toList();
        }
    }

    @Test
    void aReopenedJournalGoesOnAndEverythingIsStillRead() throws IOException {
        List<CaptureRecord> appended = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            try (FileJournal journal = open()) {
                appended.add(append(journal, 100 + round));
                appended.add(append(journal, 300_000 + round));
            }
        }

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(feed.after(0, 100)).isEqualTo(appended);
            for (CaptureRecord record : appended) {
                assertBody(feed, record);
            }
        }
    }

    @Test
    void nothingOfACaptureCanBeReadOnTheDisk() throws IOException {
        String canary = "canary-in-a-coal-mine";
        byte[] large = new byte[400_000];
        System.arraycopy(canary.getBytes(ISO_8859_1), 0, large, 300_000, canary.length());
        CaptureRecord first;
        try (FileJournal journal = open()) {
            first =
                    journal.append(
                            JournalContract.envelope(canary),
                            new ByteArrayInputStream(canary.getBytes(ISO_8859_1)));
            journal.append(JournalContract.envelope(canary), new ByteArrayInputStream(large));
        }

        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(2)
                    .allSatisfy(
                            file ->
                                    assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                                            .doesNotContain(canary)
                                            .doesNotContain("anna@example.com")
                                            .doesNotContain(first.digest().sha256()));
        }
    }

    @Test
    void anotherArchivesKeyOpensNothing() {
        try (FileJournal journal = open();
                Feed foreign = journal.feed(new MemoryKeyVault())) {
            append(journal, 10);

            fails(ErrorCode.STORAGE_CORRUPT, () -> foreign.after(0, 1));
        }
    }

    @Test
    void afterTheCaptureKeyWasRotatedOldSegmentsAreStillRead() throws IOException {
        try (FileJournal journal = open()) {
            append(journal, 10);
        }
        vault.rotate(KeyPurpose.CAPTURE);
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            append(journal, 300_000);

            for (CaptureRecord record : feed.after(0, 10)) {
                assertBody(feed, record);
            }
        }
    }

    @Test
    void acknowledgementsSurvive() {
        for (int i = 1; i <= 5; i++) {
            try (FileJournal journal = open();
                    Feed feed = journal.feed(vault)) {
                assertThat(feed.acknowledged()).isEqualTo(i - 1);
                append(journal, i);
                feed.acknowledge(i);
            }
        }
    }

    @Test
    void aTornAcknowledgementFallsBackToTheOneBefore() throws IOException {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            append(journal, 1);
            append(journal, 2);
            feed.acknowledge(1);
            feed.acknowledge(2);
        }
        byte[] file = Files.readAllBytes(home.resolve("acknowledged"));
        file[16 + 9] ^= 1;
        Files.write(home.resolve("acknowledged"), file);

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(feed.acknowledged()).isEqualTo(1);
        }
    }

    @Test
    void onlyWhatIsAcknowledgedAndOldIsPurged() throws IOException {
        try (FileJournal journal = open(2000, ChannelOpener.DISK);
                Feed feed = journal.feed(vault)) {
            for (int i = 0; i < 10; i++) {
                append(journal, i % 3 == 0 ? 300_000 : 1000);
            }
            assertThat(journal.purge(LATER, _ -> true)).isZero();

            feed.acknowledge(7);
            assertThat(journal.purge(Instant.EPOCH, _ -> true)).isZero();
            assertThat(journal.purge(LATER, _ -> true)).isPositive();

            assertThat(files("media")).hasSize(1);
            CaptureRecord eighth = feed.after(7, 1).getFirst();
            assertThat(eighth.id().sequence()).isEqualTo(8);
            for (CaptureRecord record : feed.after(7, 10)) {
                assertBody(feed, record);
            }
        }
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(append(journal, 5).id().sequence()).isEqualTo(11);
            feed.acknowledge(11);
            journal.purge(LATER, _ -> true);
            assertThat(files("media")).isEmpty();
            assertThat(append(journal, 6).id().sequence()).isEqualTo(12);
        }
    }

    @Test
    void whatWasSetAsideIsNeverPurged() throws IOException {
        try (FileJournal journal = open(2000, ChannelOpener.DISK);
                Feed feed = journal.feed(vault)) {
            for (int i = 0; i < 6; i++) {
                append(journal, i % 2 == 0 ? 300_000 : 1000);
            }
            feed.acknowledge(6);

            journal.purge(LATER, sequence -> sequence != 3 && sequence != 4);

            for (CaptureRecord record : feed.after(2, 2)) {
                assertBody(feed, record);
            }
            assertThat(files("media")).hasSize(1);
        }
    }

    @Test
    void aPurgedBodyIsSaidToBePurged() {
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            CaptureRecord record = append(journal, 300_000);
            feed.acknowledge(1);
            journal.purge(LATER, _ -> true);

            fails(ErrorCode.NOT_FOUND, () -> feed.open(record).stream());
        }
    }

    @Test
    void everyFlippedBitOfARecordIsNamedAndTheRestIsRead() throws IOException {
        try (FileJournal journal = open()) {
            for (int i = 0; i < 5; i++) {
                append(journal, 500);
            }
        }
        Path segment = files("journal").getFirst();
        byte[] whole = Files.readAllBytes(segment);
        for (int at = 600; at < whole.length; at += 97) {
            byte[] changed = whole.clone();
            changed[at] ^= 16;
            Files.write(segment, changed);
            try (FileJournal journal = open();
                    Feed feed = journal.feed(vault)) {
                int damaged = 0;
                List<Long> read = new ArrayList<>();
                for (long after = 0; after < 5; ) {
                    try {
                        List<CaptureRecord> batch = feed.after(after, 2);
                        assertThat(batch).isNotEmpty();
                        for (CaptureRecord record : batch) {
                            assertBody(feed, record);
                            read.add(record.id().sequence());
                        }
                        after = read.getLast();
                    } catch (WharfException named) {
                        assertThat(named.code()).isEqualTo(ErrorCode.STORAGE_CORRUPT);
                        assertThat(named)
                                .hasMessageContaining("0000000000000001.seg at offset ")
                                .hasMessageContaining("after " + (after + 1));
                        damaged++;
                        after++;
                    }
                }
                assertThat(damaged).as("flip at %d", at).isEqualTo(1);
                assertThat(read).hasSize(4);
            }
        }
    }

    @Test
    void aFlippedBitInALargeBodyIsNamedAndTheRestOfItIsRead() throws IOException {
        CaptureRecord record;
        try (FileJournal journal = open()) {
            record = append(journal, 1_000_000);
        }
        Path file = files("media").getFirst();
        byte[] changed = Files.readAllBytes(file);
        changed[500_000] ^= 1;
        Files.write(file, changed);

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault);
                CaptureBody body = feed.open(record);
                SeekableByteChannel channel = body.channel()) {
            assertThatThrownBy(() -> assertBody(feed, record))
                    .isInstanceOf(WharfException.class)
                    .hasMessageContaining(file.getFileName() + " of the journal was changed near");
            ByteBuffer end = ByteBuffer.allocate(1000);
            channel.position(999_000);
            while (end.hasRemaining() && channel.read(end) >= 0) {}
            assertThat(end.array())
                    .isEqualTo(
                            java.util.Arrays.copyOfRange(
                                    JournalContract.body(1_000_000), 999_000, 1_000_000));
        }
    }

    @Test
    void aRecordTakenFromAnotherSegmentIsNoticed() throws IOException {
        for (int round = 0; round < 2; round++) {
            try (FileJournal journal = open()) {
                append(journal, 100);
            }
        }
        byte[] first = Files.readAllBytes(files("journal").get(0));
        Files.write(files("journal").get(1), first);

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(feed.after(0, 1)).hasSize(1);
            assertThat(feed.after(1, 1)).isEmpty();
        }
    }

    @Test
    void missingFirstSegmentsAreNoticed() throws IOException {
        for (int round = 0; round < 3; round++) {
            try (FileJournal journal = open()) {
                append(journal, 100);
            }
        }
        Files.delete(files("journal").getFirst());

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            fails(ErrorCode.STORAGE_CORRUPT, () -> feed.after(0, 1));
        }
    }

    @Test
    void aBodyWithoutARecordIsRemovedAtTheNextStart() throws IOException {
        CaptureRecord kept;
        try (FileJournal journal = open()) {
            kept = append(journal, 300_000);
        }
        Path settled = files("media").getFirst();
        Files.copy(settled, home.resolve("media/0123456789abcdef0123456789abcdef.part"));
        Files.move(settled, home.resolve("media").resolve(settled.getFileName() + ".part"));

        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            assertThat(files("media")).containsExactly(settled);
            assertBody(feed, kept);
        }
    }

    @Test
    void afterAFailedForceNothingIsTakenUntilReopened() {
        FaultyChannel.Faults disk = new FaultyChannel.Faults();
        try (FileJournal journal =
                open(1 << 20, file -> new FaultyChannel(ChannelOpener.DISK.open(file), disk))) {
            append(journal, 10);
            disk.failNextForce();
            fails(ErrorCode.STORAGE_FAILED, () -> append(journal, 20));
            fails(ErrorCode.STORAGE_FAILED, () -> append(journal, 30));
        }
        try (FileJournal journal = open();
                Feed feed = journal.feed(vault)) {
            CaptureRecord next = append(journal, 40);
            assertThat(feed.after(0, 10)).contains(next);
            assertThat(feed.after(0, 10).getFirst().size()).isEqualTo(10);
        }
    }

    @Test
    void aFullDiskLeavesNoHalfCapture() throws IOException {
        for (int room = 0; room < 400_000; room += 39_997) {
            FaultyChannel.Faults disk = new FaultyChannel.Faults();
            long before;
            try (FileJournal journal =
                            open(
                                    1 << 20,
                                    file ->
                                            new FaultyChannel(
                                                    ChannelOpener.DISK.open(file), disk));
                    Feed feed = journal.feed(vault)) {
                before = feed.after(0, 1000).size();
                disk.failWritesAfter(room);
                assertThatThrownBy(
                        () ->
                                journal.append(
                                        JournalContract.envelope("large"),
                                        new ByteArrayInputStream(new byte[400_000])));
            }
            try (FileJournal journal = open();
                    Feed feed = journal.feed(vault)) {
                assertThat(feed.after(0, 1000)).hasSize((int) before);
                assertThat(files("media")).isEmpty();
                append(journal, 100);
            }
        }
    }
}
