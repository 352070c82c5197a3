package dev.wharf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.capture.SourceKind;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;

/// What every [Journal] and the [Feed] that reads it do.
public interface JournalContract {

    /// An empty journal and its reader.
    Site site();

    record Site(Journal journal, Feed feed) implements AutoCloseable {
        @Override
        public void close() {
            feed.close();
            journal.close();
        }
    }

    /// Sizes around every border an implementation may have: blocks, segments, bodies of their own.
    private static List<Integer> sizes() {
        return List.of(0, 1, 700, 65_535, 65_536, 262_143, 262_144, 262_145, 1_000_000);
    }

    static CaptureEnvelope envelope(String name) {
        return new CaptureEnvelope(
                SourceKind.CHAT_EXPORT,
                "anna@example.com",
                name,
                Instant.parse("2026-03-01T10:15:30.123456789Z"),
                Map.of("zone", "Europe/Berlin", "owner", "Anna Ø"));
    }

    static byte[] body(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static CaptureRecord append(Journal journal, int size) throws IOException {
        return journal.append(envelope("file-" + size), new ByteArrayInputStream(body(size)));
    }

    @Test
    default void anEmptyJournalGivesNothing() {
        try (Site site = site()) {
            assertThat(site.feed().after(0, 10)).isEmpty();
            assertThat(site.feed().acknowledged()).isZero();
        }
    }

    @Test
    default void capturesAreReadBackInOrderByteForByte() throws IOException {
        try (Site site = site()) {
            List<CaptureRecord> appended = new ArrayList<>();
            for (int size : sizes()) {
                appended.add(append(site.journal(), size));
            }

            List<CaptureRecord> read = site.feed().after(0, 100);

            assertThat(read).isEqualTo(appended);
            assertThat(read)
                    .extracting(record -> record.id().sequence())
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            for (int i = 0; i < read.size(); i++) {
                try (CaptureBody body = site.feed().open(read.get(i));
                        InputStream stream = body.stream()) {
                    assertThat(body.size()).isEqualTo(sizes().get(i).longValue());
                    assertThat(stream.readAllBytes()).isEqualTo(body(sizes().get(i)));
                }
            }
        }
    }

    @Test
    default void everyFieldOfAnEnvelopeIsKept() throws IOException {
        try (Site site = site()) {
            CaptureEnvelope bare =
                    new CaptureEnvelope(
                            SourceKind.CLOUD_API, null, null, Instant.ofEpochMilli(1), Map.of());
            site.journal().append(bare, InputStream.nullInputStream());
            append(site.journal(), 3);

            assertThat(site.feed().after(0, 10))
                    .extracting(CaptureRecord::envelope)
                    .containsExactly(bare, envelope("file-3"));
        }
    }

    @Test
    default void aBodyIsReadFromAnyPlace() throws IOException {
        try (Site site = site()) {
            for (int size : new int[] {1000, 1_000_000}) {
                byte[] bytes = body(size);
                CaptureRecord record = append(site.journal(), size);
                Random random = new Random(1);
                try (CaptureBody body = site.feed().open(record);
                        SeekableByteChannel channel = body.channel()) {
                    assertThat(channel.size()).isEqualTo(size);
                    for (int i = 0; i < 50; i++) {
                        int from = random.nextInt(size);
                        int length = random.nextInt(Math.min(size - from, 5000)) + 1;
                        ByteBuffer buffer = ByteBuffer.allocate(length);
                        channel.position(from);
                        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}

                        assertThat(buffer.array())
                                .isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
                    }
                    channel.position(size);
                    assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    default void severalReadersOfOneBodyDoNotDisturbEachOther() throws IOException {
        try (Site site = site()) {
            CaptureRecord record = append(site.journal(), 300_000);

            try (CaptureBody body = site.feed().open(record);
                    InputStream one = body.stream();
                    InputStream two = body.stream()) {
                one.skipNBytes(100_000);

                assertThat(two.readAllBytes()).isEqualTo(body(300_000));
                assertThat(one.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(body(300_000), 100_000, 300_000));
            }
        }
    }

    @Test
    default void readingGoesOnInBatches() throws IOException {
        try (Site site = site()) {
            for (int i = 0; i < 10; i++) {
                append(site.journal(), 10);
            }
            List<Long> seen = new ArrayList<>();
            for (List<CaptureRecord> batch = site.feed().after(0, 3);
                    !batch.isEmpty();
                    batch = site.feed().after(seen.getLast(), 3)) {
                assertThat(batch).hasSizeLessThanOrEqualTo(3);
                for (CaptureRecord record : batch) {
                    seen.add(record.id().sequence());
                    site.feed().open(record).close();
                }
            }
            append(site.journal(), 11);

            assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(site.feed().after(10, 3)).hasSize(1);
            assertThat(site.feed().after(5, 2))
                    .extracting(CaptureRecord::id)
                    .containsExactly(new CaptureId(6), new CaptureId(7));
        }
    }

    @Test
    default void anAcknowledgementNeverGoesBack() throws IOException {
        try (Site site = site()) {
            append(site.journal(), 1);
            append(site.journal(), 2);

            site.feed().acknowledge(2);
            site.feed().acknowledge(1);

            assertThat(site.feed().acknowledged()).isEqualTo(2);
            assertThatThrownBy(() -> site.feed().acknowledge(3))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void aBodyThatBreaksOffLeavesNothing() throws IOException {
        try (Site site = site()) {
            append(site.journal(), 1);
            for (int size : new int[] {100, 400_000}) {
                InputStream broken =
                        new SequenceInputStream(
                                new ByteArrayInputStream(body(size)), new BrokenStream());
                assertThatThrownBy(() -> site.journal().append(envelope("broken"), broken))
                        .isInstanceOf(IOException.class);
            }
            append(site.journal(), 2);

            assertThat(site.feed().after(0, 10))
                    .extracting(CaptureRecord::size)
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    default void manyThreadsAppendWithoutHolesOrDoubles() throws Exception {
        try (Site site = site()) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    int size = i * 13;
                    threads.submit(() -> append(site.journal(), size)).isDone();
                }
            }

            List<CaptureRecord> read = site.feed().after(0, 1000);

            assertThat(read).hasSize(200);
            assertThat(read).extracting(CaptureRecord::size).doesNotHaveDuplicates();
            for (int i = 0; i < 200; i++) {
                assertThat(read.get(i).id().sequence()).isEqualTo(i + 1);
            }
        }
    }

    /// A phone that goes away.
    final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the phone went away");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }
}
