package dev.wharf.store.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// What every [ObjectStore] and every decorator of one does.
public interface ObjectStoreContract {
    /// Larger than what any store puts in one request.
    int LARGE = 9_000_001;

    /// An empty store. Closed by the test.
    ObjectStore store();

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static ObjectName name(String text) {
        return new ObjectName(text);
    }

    static void put(ObjectStore store, String name, byte[] content) throws IOException {
        store.put(name(name), new ByteArrayInputStream(content), content.length);
    }

    static byte[] read(ObjectStore store, String name) throws IOException {
        try (InputStream in = store.open(name(name))) {
            return in.readAllBytes();
        }
    }

    static List<String> names(ObjectStore store, String prefix) {
        try (Stream<StoredObject> listed = store.list(prefix)) {
            return listed.map(object -> object.name().text()).sorted().toList();
        }
    }

    static void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).as("%s", failure).isEqualTo(code));
    }

    /// Sizes around the borders of segments, buffers and blocks.
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 700, 16_311, 16_312, 16_313, 65_536, 1_000_000, 4_194_304, 8_388_609, LARGE
            })
    default void whatWasPutIsReadBack(int size) throws IOException {
        try (ObjectStore store = store()) {
            put(store, "run/one", bytes(size));

            assertThat(read(store, "run/one")).isEqualTo(bytes(size));
            assertThat(store.find(name("run/one")))
                    .hasValueSatisfying(found -> assertThat(found.size()).isEqualTo(size));
        }
    }

    @Test
    default void aRangeIsReadAlone() throws IOException {
        try (ObjectStore store = store()) {
            byte[] content = bytes(200_000);
            put(store, "run/one", content);

            assertThat(range(store, 0, 10)).isEqualTo(Arrays.copyOf(content, 10));
            assertThat(range(store, 70_000, 50_000))
                    .isEqualTo(Arrays.copyOfRange(content, 70_000, 120_000));
            assertThat(range(store, 199_990, 1_000))
                    .isEqualTo(Arrays.copyOfRange(content, 199_990, 200_000));
            assertThat(range(store, 5, Long.MAX_VALUE))
                    .isEqualTo(Arrays.copyOfRange(content, 5, 200_000));
            assertThat(range(store, 200_000, 10)).isEmpty();
            assertThat(range(store, 300_000, 10)).isEmpty();
            assertThat(range(store, 7, 0)).isEmpty();
        }
    }

    private static byte[] range(ObjectStore store, long from, long length) throws IOException {
        try (InputStream in = store.open(name("run/one"), from, length)) {
            return in.readAllBytes();
        }
    }

    @Test
    default void aChannelReadsAtRandom() throws IOException {
        try (ObjectStore store = store()) {
            byte[] content = bytes(3_000_000);
            put(store, "run/one", content);
            Random random = new Random(1);
            try (SeekableByteChannel channel = store.channel(name("run/one"))) {
                assertThat(channel.size()).isEqualTo(content.length);
                for (int i = 0; i < 30; i++) {
                    int from = random.nextInt(content.length);
                    int length = 1 + random.nextInt(Math.min(content.length - from, 300_000));
                    ByteBuffer buffer = ByteBuffer.allocate(length);
                    channel.position(from);
                    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}

                    assertThat(buffer.array())
                            .isEqualTo(Arrays.copyOfRange(content, from, from + length));
                }
                channel.position(content.length);
                assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, LARGE})
    default void nothingIsOverwritten(int size) throws IOException {
        try (ObjectStore store = store()) {
            put(store, "run/one", bytes(10));

            fails(ErrorCode.NOT_ALLOWED, () -> put(store, "run/one", bytes(size)));

            assertThat(read(store, "run/one")).isEqualTo(bytes(10));
        }
    }

    @Test
    default void ofManyThatPutOneNameOneWins() throws Exception {
        try (ObjectStore store = store();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> puts = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                int size = i * 1_000;
                puts.add(
                        threads.submit(
                                () -> {
                                    put(store, "run/one", bytes(size));
                                    return size;
                                }));
            }
            List<Integer> winners = new ArrayList<>();
            for (Future<Integer> put : puts) {
                try {
                    winners.add(put.get());
                } catch (ExecutionException lost) {
                    fails(
                            ErrorCode.NOT_ALLOWED,
                            () -> {
                                throw lost.getCause();
                            });
                }
            }

            assertThat(winners).hasSize(1);
            assertThat(read(store, "run/one")).isEqualTo(bytes(winners.getFirst()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, LARGE})
    default void contentThatBreaksOffLeavesNothing(int size) {
        try (ObjectStore store = store()) {
            InputStream broken =
                    new SequenceInputStream(
                            new ByteArrayInputStream(bytes(size)), new BrokenStream());

            assertThatThrownBy(() -> store.put(name("run/one"), broken, size + 5L))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the source went away");

            assertThat(names(store, "")).isEmpty();
            assertThat(store.find(name("run/one"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    default void contentOfAnotherSizeLeavesNothing(int off) {
        try (ObjectStore store = store()) {
            for (int size : new int[] {1_000, LARGE}) {
                assertThatThrownBy(
                                () ->
                                        store.put(
                                                name("run/one"),
                                                new ByteArrayInputStream(bytes(size)),
                                                size + off))
                        .isInstanceOf(IOException.class);
            }

            assertThat(names(store, "")).isEmpty();
        }
    }

    @Test
    default void aNameIsFreeAgainAfterAPutThatFailed() throws IOException {
        try (ObjectStore store = store()) {
            assertThatThrownBy(() -> store.put(name("run/one"), new BrokenStream(), 5))
                    .isInstanceOf(IOException.class);

            put(store, "run/one", bytes(5));

            assertThat(read(store, "run/one")).isEqualTo(bytes(5));
        }
    }

    @Test
    default void openingAnUnknownObjectFails() {
        try (ObjectStore store = store()) {
            fails(ErrorCode.NOT_FOUND, () -> read(store, "run/one"));
            fails(ErrorCode.NOT_FOUND, () -> store.channel(name("run/one")));
            assertThat(store.find(name("run/one"))).isEmpty();
        }
    }

    @Test
    default void aListHasNamesSizesAndTimes() throws IOException {
        try (ObjectStore store = store()) {
            put(store, "run/a-1", bytes(10));
            put(store, "run/b-1", bytes(20));
            put(store, "other", bytes(30));

            assertThat(names(store, "")).containsExactly("other", "run/a-1", "run/b-1");
            assertThat(names(store, "run/")).containsExactly("run/a-1", "run/b-1");
            assertThat(names(store, "run/b")).containsExactly("run/b-1");
            assertThat(names(store, "run/c")).isEmpty();
            try (Stream<StoredObject> listed = store.list("run/b")) {
                StoredObject found = listed.findFirst().orElseThrow();
                assertThat(found.size()).isEqualTo(20);
                assertThat(Duration.between(found.written(), now()).abs())
                        .isLessThan(Duration.ofHours(1));
            }
        }
    }

    /// The store's clock is its own.
    private static Instant now() {
        return java.time.Clock.systemUTC().instant();
    }

    @Test
    default void manyAreListed() throws IOException {
        try (ObjectStore store = store()) {
            List<String> put = new ArrayList<>();
            for (int i = 0; i < 260; i++) {
                put.add("run/%03d".formatted(i));
                put(store, put.getLast(), bytes(1));
            }

            assertThat(names(store, "run/")).isEqualTo(put);
        }
    }

    @Test
    default void whatIsDeletedIsGone() throws IOException {
        try (ObjectStore store = store()) {
            put(store, "run/one", bytes(10));
            put(store, "run/two", bytes(10));

            assertThat(store.delete(name("run/one"))).isEqualTo(new Deletion.Gone());

            assertThat(names(store, "")).containsExactly("run/two");
            fails(ErrorCode.NOT_FOUND, () -> read(store, "run/one"));
            assertThat(store.delete(name("run/one"))).isEqualTo(new Deletion.Gone());
        }
    }

    @Test
    default void severalReadersDoNotDisturbEachOther() throws IOException {
        try (ObjectStore store = store()) {
            put(store, "run/one", bytes(LARGE));

            try (InputStream one = store.open(name("run/one"));
                    InputStream two = store.open(name("run/one"))) {
                one.skipNBytes(100_000);

                assertThat(two.readAllBytes()).isEqualTo(bytes(LARGE));
                assertThat(one.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(bytes(LARGE), 100_000, LARGE));
            }
        }
    }

    @Test
    default void aReaderMayStopEarly() throws IOException {
        try (ObjectStore store = store()) {
            put(store, "run/one", bytes(LARGE));
            for (int i = 0; i < 5; i++) {
                try (InputStream in = store.open(name("run/one"))) {
                    assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes(LARGE), 10));
                }
            }

            assertThat(store.delete(name("run/one"))).isEqualTo(new Deletion.Gone());
        }
    }

    /// A source that goes away.
    final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the source went away");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }
}
