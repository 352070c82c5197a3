package dev.wharf.store.object.azure;

import static dev.wharf.store.object.ObjectStoreContract.LARGE;
import static dev.wharf.store.object.ObjectStoreContract.bytes;
import static dev.wharf.store.object.ObjectStoreContract.fails;
import static dev.wharf.store.object.ObjectStoreContract.names;
import static dev.wharf.store.object.ObjectStoreContract.put;
import static dev.wharf.store.object.ObjectStoreContract.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.SasProtocol;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.key.Secret;
import dev.wharf.store.object.AzureCloud;
import dev.wharf.store.object.AzureSignIn;
import dev.wharf.store.object.AzureStaging;
import dev.wharf.store.object.FaultyLine;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.ObjectStoreContract;
import dev.wharf.store.object.SealedContract;
import dev.wharf.store.object.ToolProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicInteger;

/// Against Azurite, which is no Azure: see `docs/staging.md` for what it does not show.
class AzureObjectsTest {
    private static final String ACCOUNT = "devstoreaccount1";

    /// Published by Microsoft for the emulator.
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    @TempDir static Path data;
    private static ToolProcess azurite;
    private static BlobContainerClient container;

    @BeforeAll
    static void start() {
        azurite = ToolProcess.azurite(data);
        container =
                new BlobContainerClientBuilder()
                        .endpoint(azurite.address() + "/" + ACCOUNT)
                        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                        .containerName("staging")
                        .buildClient();
        container.create();
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AzureStaging settings(URI server, String in, AzureSignIn signIn) {
        return new AzureStaging(
                ACCOUNT,
                in,
                "t%d/".formatted(PREFIXES.incrementAndGet()),
                AzureCloud.GLOBAL,
                URI.create(server + "/" + ACCOUNT),
                signIn);
    }

    private static ObjectStore open(URI server) {
        return open(settings(server, "staging", new AzureSignIn.AccountKey(secret(KEY))));
    }

    private static ObjectStore open(AzureStaging settings) {
        return AzurePlace.open(settings, CLOCK, new SecureRandom());
    }

    @Nested
    class Plain implements ObjectStoreContract {
        @Override
        public ObjectStore store() {
            return open(azurite.address());
        }
    }

    @Nested
    class Sealed implements SealedContract {
        @Override
        public ObjectStore beneath() {
            return open(azurite.address());
        }
    }

    /// What of a put may get lost: the one request, or one block and the commit behind it.
    @ParameterizedTest
    @ValueSource(ints = {0, 100, LARGE})
    void aPutWhoseAnswerGotLostIsFoundToHaveSucceeded(int size) throws IOException {
        try (FaultyLine line = new FaultyLine(azurite.address());
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
        try (FaultyLine line = new FaultyLine(azurite.address());
                ObjectStore store = open(line.address())) {
            put(store, "run/one", bytes(10));
            line.loseAnswers(0, 1);

            store.delete(ObjectStoreContract.name("run/one"));

            assertThat(names(store, "")).isEmpty();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() throws IOException {
        try (FaultyLine line = new FaultyLine(azurite.address());
                ObjectStore store = open(line.address())) {
            put(store, "run/one", bytes(300_000));
            line.loseAnswers(0, 1);

            assertThat(read(store, "run/one")).isEqualTo(bytes(300_000));
        }
    }

    @Test
    void aStoreThatIsAwayIsTransient() {
        URI nowhere;
        try (FaultyLine line = new FaultyLine(azurite.address())) {
            nowhere = line.address();
        }
        try (ObjectStore store = open(nowhere)) {
            fails(ErrorCode.SOURCE_UNAVAILABLE, () -> put(store, "run/one", bytes(10)));
            assertThatThrownBy(() -> names(store, ""))
                    .hasMessageContaining("container staging of account " + ACCOUNT);
        }
    }

    @Test
    void aWrongKeyIsRefusedAndNotShown() {
        String wrong = KEY.replace('8', '9');
        try (ObjectStore store =
                open(
                        settings(
                                azurite.address(),
                                "staging",
                                new AzureSignIn.AccountKey(secret(wrong))))) {
            fails(ErrorCode.SOURCE_REFUSED, () -> put(store, "run/one", bytes(10)));
            fails(ErrorCode.SOURCE_REFUSED, () -> read(store, "run/one"));
            assertThatThrownBy(() -> names(store, ""))
                    .hasMessageContaining("check the sign-in")
                    .hasMessageNotContaining(wrong);
        }
    }

    @Test
    void aContainerThatIsMissingIsSaidSo() {
        try (ObjectStore store =
                open(
                        settings(
                                azurite.address(),
                                "elsewhere",
                                new AzureSignIn.AccountKey(secret(KEY))))) {
            fails(ErrorCode.SOURCE_REFUSED, () -> put(store, "run/one", bytes(10)));
            assertThatThrownBy(() -> names(store, ""))
                    .hasMessageContaining("container elsewhere")
                    .hasMessageContaining("create the container");
        }
    }

    @Test
    void aSharedAccessSignatureForTheContainerIsEnough() throws IOException {
        String token = token("racwdl");
        try (ObjectStore store =
                open(
                        settings(
                                azurite.address(),
                                "staging",
                                new AzureSignIn.SasToken(secret("?" + token))))) {
            put(store, "run/one", bytes(LARGE));

            assertThat(read(store, "run/one")).isEqualTo(bytes(LARGE));
            assertThat(names(store, "")).containsExactly("run/one");
            store.delete(ObjectStoreContract.name("run/one"));
            assertThat(names(store, "")).isEmpty();
        }
    }

    @Test
    void aSignatureWithoutTheRightIsRefusedAndNotShown() {
        String token = token("l");
        try (ObjectStore store =
                open(
                        settings(
                                azurite.address(),
                                "staging",
                                new AzureSignIn.SasToken(secret(token))))) {
            fails(ErrorCode.SOURCE_REFUSED, () -> put(store, "run/one", bytes(10)));
            assertThatThrownBy(() -> put(store, "run/one", bytes(10)))
                    .hasMessageNotContaining(token.substring(token.indexOf("sig=")));
        }
    }

    private static String token(String rights) {
        return container.generateSas(
                new BlobServiceSasSignatureValues(
                                OffsetDateTime.now(CLOCK).plusHours(1),
                                BlobContainerSasPermission.parse(rights))
                        .setProtocol(SasProtocol.HTTPS_HTTP));
    }
}
