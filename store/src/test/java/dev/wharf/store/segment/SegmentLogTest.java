package dev.wharf.store.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.FaultyChannel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class SegmentLogTest {
    private static final byte KIND = 7;

    @TempDir Path home;
    private Path directory;

    @BeforeEach
    void place() {
        directory = home.resolve("log");
    }

    private SegmentLog open(long segmentBytes, boolean continueLast, ChannelOpener opener) {
        return SegmentLog.open(
                directory,
                new SegmentLog.Options(
                        segmentBytes,
                        continueLast,
                        first -> ("header " + first).getBytes(UTF_8),
                        opener));
    }

    private SegmentLog open() {
        return open(1 << 20, true, ChannelOpener.DISK);
    }

    private static byte[] text(long sequence) {
        return ("record " + sequence + " " + "x".repeat((int) (sequence * 37 % 3000)))
                .getBytes(UTF_8);
    }

    private static void append(SegmentLog log, int records) {
        for (int i = 0; i < records; i++) {
            log.append(KIND, SegmentLogTest::text);
        }
        log.sync(log.last());
    }

    private static List<LogEntry> read(SegmentLog log, long after) {
        List<LogEntry> entries = new ArrayList<>();
        try (SegmentCursor cursor = log.read(after)) {
            for (Optional<LogEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                entries.add(next.get());
            }
        }
        return entries;
    }

    private static void assertRecords(List<LogEntry> entries, long first, long last) {
        assertThat(entries).hasSize((int) (last - first + 1));
        for (int i = 0; i < entries.size(); i++) {
            long sequence = first + i;
            assertThat(entries.get(i))
                    .isInstanceOfSatisfying(
                            LogEntry.Kept.class,
                            record -> {
                                assertThat(record.sequence()).isEqualTo(sequence);
                                assertThat(record.payload()).isEqualTo(text(sequence));
                                assertThat(record.kind()).isEqualTo(KIND);
                            });
        }
    }

    private Path segment(long first) {
        return SegmentFiles.file(directory, first);
    }

    @Test
    void recordsAreReadInOrderFromAnywhere() {
        try (SegmentLog log = open()) {
            append(log, 20);

            assertRecords(read(log, 0), 1, 20);
            assertRecords(read(log, 13), 14, 20);
            assertThat(read(log, 20)).isEmpty();
        }
    }

    @Test
    void onlyWhatIsDurableIsRead() {
        try (SegmentLog log = open()) {
            append(log, 3);
            log.append(KIND, SegmentLogTest::text);

            assertRecords(read(log, 0), 1, 3);
            assertThat(log.last()).isEqualTo(4);
            assertThat(log.durable()).isEqualTo(3);
        }
    }

    @Test
    void aCursorGoesOnAsTheLogGrows() {
        try (SegmentLog log = open(4000, true, ChannelOpener.DISK);
                SegmentCursor cursor = log.read(0)) {
            for (long sequence = 1; sequence <= 30; sequence++) {
                append(log, 1);

                assertThat(cursor.next())
                        .get()
                        .isInstanceOfSatisfying(
                                LogEntry.Kept.class,
                                record ->
                                        assertThat(record.payload())
                                                .isEqualTo(text(record.sequence())));
                assertThat(log.header(log.segments().getLast()))
                        .contains(("header " + log.segments().getLast()).getBytes(UTF_8));
                assertThat(cursor.next()).isEmpty();
            }
        }
    }

    @Test
    void segmentsFollowEachOtherWithoutHoles() {
        try (SegmentLog log = open(4000, true, ChannelOpener.DISK)) {
            append(log, 50);

            assertThat(log.segments()).hasSizeGreaterThan(5);
            assertRecords(read(log, 0), 1, 50);
        }
    }

    @Test
    void aReopenedLogGoesOnWhereItEnded() {
        for (int round = 0; round < 4; round++) {
            try (SegmentLog log = open(5000, round % 2 == 0, ChannelOpener.DISK)) {
                append(log, 5);
            }
        }

        try (SegmentLog log = open()) {
            assertThat(log.last()).isEqualTo(20);
            assertRecords(read(log, 0), 1, 20);
        }
    }

    @Test
    void withoutContinuingEveryOpeningBeginsASegment() {
        for (int round = 0; round < 3; round++) {
            try (SegmentLog log = open(1 << 20, false, ChannelOpener.DISK)) {
                append(log, 2);
            }
            try (SegmentLog log = open(1 << 20, false, ChannelOpener.DISK)) {
                assertThat(log.last()).isEqualTo(2L * round + 2);
            }
        }

        try (SegmentLog log = open()) {
            assertThat(log.segments()).containsExactly(1L, 3L, 5L);
        }
    }

    @Test
    void aClosedSegmentGivesBackWhatWasPreallocated() throws IOException {
        try (SegmentLog log = open()) {
            append(log, 1);
            assertThat(Files.size(segment(1))).isGreaterThan(200_000);
        }

        assertThat(Files.size(segment(1))).isLessThan(1000);
    }

    @Test
    void oldSegmentsAreDeletedAndTheSequenceGoesOn() {
        try (SegmentLog log = open(3000, true, ChannelOpener.DISK)) {
            append(log, 30);
            log.deleteThrough(30);
            assertThat(log.segments()).hasSize(1);
            long kept = log.segments().getFirst();

            assertRecords(read(log, 0), kept, 30);
        }
        try (SegmentLog log = open()) {
            assertThat(log.last()).isEqualTo(30);
        }
    }

    @Test
    void manyThreadsShareForces() throws Exception {
        FaultyChannel.Faults disk = new FaultyChannel.Faults();
        try (SegmentLog log =
                open(
                        100_000,
                        true,
                        file -> new FaultyChannel(ChannelOpener.DISK.open(file), disk))) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 500; i++) {
                    threads.execute(() -> log.sync(log.append(KIND, SegmentLogTest::text)));
                }
            }

            assertThat(log.durable()).isEqualTo(500);
            assertRecords(read(log, 0), 1, 500);
            assertThat(disk.forces()).isLessThan(500);
        }
    }

    /// A killed process leaves any prefix of its last write; the rest is the zeros from before.
    @Test
    void anyTornWriteIsCutOff() throws IOException {
        Random random = new Random(42);
        try (SegmentLog log = open()) {
            append(log, 5);
        }
        byte[] before = Files.readAllBytes(segment(1));
        try (SegmentLog log = open()) {
            append(log, 5);
        }
        byte[] after = Files.readAllBytes(segment(1));
        for (int round = 0; round < 150; round++) {
            int torn = before.length + random.nextInt(after.length - before.length);
            byte[] disk = new byte[after.length + random.nextInt(10_000)];
            System.arraycopy(after, 0, disk, 0, torn);
            Files.write(segment(1), disk);

            try (SegmentLog log = open()) {
                long last = log.last();

                assertThat(last).as("torn at %d", torn).isBetween(5L, 9L);
                assertRecords(read(log, 0), 1, last);
                append(log, 2);
                assertRecords(read(log, 0), 1, last + 2);
            }
        }
    }

    /// A power cut may lose any page of the last, unsynced write.
    @Test
    void aLostPageOfTheLastWriteCutsTheRestOfItOff() throws IOException {
        try (SegmentLog log = open()) {
            append(log, 5);
        }
        int safe = (int) Files.size(segment(1));
        try (SegmentLog log = open()) {
            append(log, 30);
        }
        byte[] whole = Files.readAllBytes(segment(1));
        for (int page = (safe + 4095) / 4096; page < whole.length / 4096; page++) {
            byte[] disk = whole.clone();
            java.util.Arrays.fill(disk, page * 4096, (page + 1) * 4096, (byte) 0);
            Files.write(segment(1), disk);

            try (SegmentLog log = open()) {
                long last = log.last();

                assertThat(last).as("page %d", page).isBetween(5L, 34L);
                assertRecords(read(log, 0), 1, last);
            }
        }
    }

    @Test
    void everyFlippedBitIsNamedAndTheRestIsRead() throws IOException {
        try (SegmentLog log = open()) {
            append(log, 4);
            append(log, 4);
        }
        byte[] whole = Files.readAllBytes(segment(1));
        Random random = new Random(7);
        int headers = 2 * Frame.length("header 1".getBytes(UTF_8));
        for (int round = 0; round < 150; round++) {
            byte[] disk = whole.clone();
            int at = headers + random.nextInt(disk.length - headers);
            disk[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment(1), disk);

            try (SegmentLog log = open()) {
                List<LogEntry> entries = read(log, 0);

                assertThat(log.last()).as("flip at %d", at).isEqualTo(8);
                assertThat(entries).as("flip at %d", at).hasSize(8);
                List<LogEntry.Damage> damages =
                        entries.stream()
                                .filter(LogEntry.Damage.class::isInstance)
                                .map(LogEntry.Damage.class::cast)
                                .toList();
                assertThat(damages)
                        .singleElement()
                        .satisfies(
                                damage -> {
                                    assertThat(damage.offset()).isLessThanOrEqualTo(at);
                                    assertThat(damage.describe())
                                            .startsWith("0000000000000001.seg at offset ");
                                    assertThat(damage.first()).isEqualTo(damage.last());
                                });
            }
        }
    }

    @Test
    void aFlippedBitInOneCopyOfTheHeaderIsOutlived() throws IOException {
        try (SegmentLog log = open()) {
            append(log, 2);
        }
        byte[] whole = Files.readAllBytes(segment(1));
        for (int at : new int[] {3, 20, 34, 45, 60, 90}) {
            byte[] disk = whole.clone();
            disk[at] ^= 4;
            Files.write(segment(1), disk);

            try (SegmentLog log = open();
                    SegmentCursor cursor = log.read(0)) {
                assertThat(cursor.next()).get().isInstanceOf(LogEntry.Kept.class);
                assertThat(log.header(1)).contains("header 1".getBytes(UTF_8));
                assertThat(log.last()).isEqualTo(2);
            }
        }
    }

    @Test
    void aLostSegmentIsNamed() throws IOException {
        List<Long> firsts;
        try (SegmentLog log = open(3000, true, ChannelOpener.DISK)) {
            append(log, 20);
            firsts = log.segments();
            Files.delete(segment(firsts.get(1)));

            List<LogEntry> entries = read(log, 0);

            assertThat(entries)
                    .filteredOn(LogEntry.Damage.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            LogEntry.Damage.class,
                            damage -> {
                                assertThat(damage.first()).isEqualTo(firsts.get(1));
                                assertThat(damage.last()).isEqualTo(firsts.get(2) - 1);
                            });
        }
    }

    @Test
    void afterAFailedForceNothingIsAppendedUntilReopened() {
        FaultyChannel.Faults disk = new FaultyChannel.Faults();
        SegmentLog log =
                open(1 << 20, true, file -> new FaultyChannel(ChannelOpener.DISK.open(file), disk));
        append(log, 3);
        disk.failNextForce();

        assertFails(() -> append(log, 1));
        assertFails(() -> append(log, 1));
        assertRecords(read(log, 0), 1, 3);
        log.close();

        try (SegmentLog reopened = open()) {
            assertThat(reopened.last()).isBetween(3L, 4L);
            append(reopened, 1);
        }
    }

    @Test
    void aShortWriteLeavesNothing() {
        for (int room = 0; room < 3000; room += 97) {
            FaultyChannel.Faults disk = new FaultyChannel.Faults();
            long before;
            try (SegmentLog log =
                    open(
                            1 << 20,
                            false,
                            file -> new FaultyChannel(ChannelOpener.DISK.open(file), disk))) {
                before = log.last();
                disk.failWritesAfter(room);
                assertFails(() -> append(log, 1));
            }
            try (SegmentLog log = open()) {
                assertThat(log.last()).isEqualTo(before);
                append(log, 1);
                assertRecords(read(log, 0), 1, before + 1);
            }
        }
    }

    private static void assertFails(Runnable append) {
        assertThatThrownBy(append::run)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FAILED));
    }

    @Test
    void whoWaitsForMoreIsWokenByItAndByTheEnd() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> end;
            try (SegmentLog log = open()) {
                long first = log.append(KIND, SegmentLogTest::text);
                log.sync(first);
                assertThat(log.awaitBeyond(0, Duration.ofHours(1))).isTrue();
                assertThat(log.awaitBeyond(first, Duration.ZERO)).isFalse();

                var more = threads.submit(() -> log.awaitBeyond(first, Duration.ofHours(1)));
                log.sync(log.append(KIND, SegmentLogTest::text));
                assertThat(more.get()).isTrue();

                end = threads.submit(() -> log.awaitBeyond(2, Duration.ofHours(1)));
            }
            assertThat(end.get()).isFalse();
        }
    }
}
