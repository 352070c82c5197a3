package dev.wharf.store.object.s3;

import static dev.wharf.store.object.ObjectStoreContract.LARGE;
import static dev.wharf.store.object.ObjectStoreContract.bytes;
import static dev.wharf.store.object.ObjectStoreContract.fails;
import static dev.wharf.store.object.ObjectStoreContract.names;
import static dev.wharf.store.object.ObjectStoreContract.put;
import static dev.wharf.store.object.ObjectStoreContract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.key.Secret;
import dev.wharf.store.object.FaultyLine;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.ObjectStoreContract;
import dev.wharf.store.object.S3SignIn;
import dev.wharf.store.object.S3Staging;
import dev.wharf.store.object.SealedContract;
import dev.wharf.store.object.ToolProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Against S3Mock, which is no S3: see `docs/staging.md` for what it does not show.
class S3ObjectsTest {
    private static final String NO_RACES =
            "S3Mock looks whether there is an object and then writes: of two at once, both win";
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    @TempDir static Path data;
    private static ToolProcess mock;

    @BeforeAll
    static void start() {
        mock = ToolProcess.s3mock(data, "staging");
    }

    @AfterAll
    static void stop() {
        if (mock != null) {
            mock.close();
        }
    }

    private static ObjectStore open(URI server) {
        return open(server, "staging");
    }

    private static ObjectStore open(URI server, String bucket) {
        return S3Place.open(
                new S3Staging(
                        bucket,
                        "t%d/".formatted(PREFIXES.incrementAndGet()),
                        "us-east-1",
                        server,
                        true,
                        new S3SignIn.StaticKeys(
                                "wharf",
                                Secret.copyOf("not-so-secret".getBytes(StandardCharsets.UTF_8)))),
                new SecureRandom());
    }

    @Nested
    class Plain implements ObjectStoreContract {
        @Override
        public ObjectStore store() {
            return open(mock.address());
        }

        @Disabled(NO_RACES)
        @Override
        public void ofManyThatPutOneNameOneWins() {}
    }

    @Nested
    class Sealed implements SealedContract {
        @Override
        public ObjectStore beneath() {
            return open(mock.address());
        }

        @Disabled(NO_RACES)
        @Override
        public void ofManyThatPutOneNameOneWins() {}
    }

    /// What of a put may get lost: the one request, or the completion behind two parts.
    @ParameterizedTest
    @ValueSource(ints = {0, 100, LARGE})
    void aPutWhoseAnswerGotLostIsFoundToHaveSucceeded(int size) throws IOException {
        try (FaultyLine line = new FaultyLine(mock.address());
                ObjectStore store = open(line.address())) {
            line.loseAnswers(size == LARGE ? 3 : 0, 1);

            put(store, "run/one", bytes(size));

            assertThat(read(store, "run/one")).isEqualTo(bytes(size));
            assertThat(names(store, "")).containsExactly("run/one");
            fails(ErrorCode.NOT_ALLOWED, () -> put(store, "run/one", bytes(size)));
        }
    }

    @Test
    void aDeletionWhoseAnswerGotLostSucceeds() throws IOException {
        try (FaultyLine line = new FaultyLine(mock.address());
                ObjectStore store = open(line.address())) {
            put(store, "run/one", bytes(10));
            line.loseAnswers(0, 1);

            store.delete(ObjectStoreContract.name("run/one"));

            assertThat(names(store, "")).isEmpty();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsTransient() throws IOException {
        try (FaultyLine line = new FaultyLine(mock.address());
                ObjectStore store = open(line.address())) {
            put(store, "run/one", bytes(300_000));
            line.cutAnswersAfter(100_000);

            fails(ErrorCode.SOURCE_UNAVAILABLE, () -> read(store, "run/one"));
        }
    }

    @Test
    void aStoreThatIsAwayIsTransient() {
        URI nowhere;
        try (FaultyLine line = new FaultyLine(mock.address())) {
            nowhere = line.address();
        }
        try (ObjectStore store = open(nowhere)) {
            fails(ErrorCode.SOURCE_UNAVAILABLE, () -> put(store, "run/one", bytes(10)));
            assertThatThrownBy(() -> names(store, ""))
                    .hasMessageContaining("bucket staging at 127.0.0.1:")
                    .hasMessageNotContaining("not-so-secret");
        }
    }

    @Test
    void aBucketThatIsMissingIsSaidSo() {
        try (ObjectStore store = open(mock.address(), "elsewhere")) {
            fails(ErrorCode.SOURCE_REFUSED, () -> put(store, "run/one", bytes(10)));
            assertThatThrownBy(() -> names(store, ""))
                    .hasMessageContaining("bucket elsewhere")
                    .hasMessageContaining("create the bucket");
        }
    }
}
