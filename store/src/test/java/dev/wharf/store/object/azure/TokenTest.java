package dev.wharf.store.object.azure;

import static dev.wharf.store.object.ObjectStoreContract.fails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.store.object.AzureCloud;
import dev.wharf.store.object.AzureSignIn;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/// How tokens are asked for, against a fake of the two hosts that give them.
class TokenTest {
    private static final Clock NOON = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private static final String RESOURCE = AzureCloud.US_GOVERNMENT.storageResource();

    @TempDir Path folder;
    private final FakeTokenServer server = new FakeTokenServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static AccessToken token(TokenCredential credential) {
        return credential.getTokenSync(
                new TokenRequestContext().addScopes("https://storage.azure.com/.default"));
    }

    @Test
    void aMachineAsksForItsOwnIdentity() {
        AccessToken token =
                token(new ManagedIdentityCredential(server.endpoint(), RESOURCE, null, NOON));

        assertThat(token.getToken()).isEqualTo(FakeTokenServer.TOKEN);
        assertThat(token.getExpiresAt().toInstant())
                .isEqualTo(Instant.parse("2026-03-02T11:59:59Z"));
        assertThat(server.asked())
                .containsExactly(
                        "api-version=2018-02-01&resource=https%3A%2F%2Fstorage.azure.us%2F");
    }

    @Test
    void aUserAssignedIdentityIsNamed() {
        token(new ManagedIdentityCredential(server.endpoint(), RESOURCE, "7b2f", NOON));

        assertThat(server.asked().getFirst()).endsWith("&client_id=7b2f");
    }

    @Test
    void aWorkloadShowsTheTokenThatLiesInItsFileNow() throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, "cluster-token-1\n");
        TokenCredential credential = workload(file);
        token(credential);
        Files.writeString(file, "cluster-token-2\n");

        AccessToken token = token(credential);

        assertThat(token.getToken()).isEqualTo(FakeTokenServer.TOKEN);
        assertThat(server.asked().getLast())
                .startsWith("/contoso/oauth2/v2.0/token ")
                .contains("client_assertion=cluster-token-2&")
                .contains("scope=https%3A%2F%2Fstorage.azure.us%2F.default")
                .contains("client_id=7b2f");
    }

    private TokenCredential workload(Path file) {
        return new WorkloadIdentityCredential(
                server.endpoint(),
                RESOURCE,
                new AzureSignIn.WorkloadIdentity("contoso", "7b2f", file),
                NOON);
    }

    @Test
    void aTokenFileThatIsMissingIsNamed() {
        Path file = folder.resolve("nothing");

        fails(ErrorCode.SOURCE_REFUSED, () -> token(workload(file)));
        assertThatThrownBy(() -> token(workload(file))).hasMessageContaining(file.toString());
    }

    @Test
    void whoIsRefusedIsToldNothingOfWhatWasSent() {
        server.fail(401);
        TokenCredential credential =
                new ManagedIdentityCredential(server.endpoint(), RESOURCE, null, NOON);

        fails(ErrorCode.SOURCE_REFUSED, () -> token(credential));
        assertThatThrownBy(() -> token(credential))
                .hasMessageContaining("401 invalid_request")
                .hasMessageNotContaining("secrets");
    }

    @Test
    void aBusyHostIsTransient() {
        server.fail(429);

        fails(
                ErrorCode.SOURCE_UNAVAILABLE,
                () ->
                        token(
                                new ManagedIdentityCredential(
                                        server.endpoint(), RESOURCE, null, NOON)));
    }
}
