package dev.wharf.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.Secret;
import dev.wharf.site.feed.FeedRoutes;
import dev.wharf.site.feed.HttpSealedJournal;
import dev.wharf.site.feed.SiteAddress;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.journal.OpenedFeed;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The routes of feed and uploads on the server that ships.
class PublicRoutesTest {
    @TempDir private Path folder;
    private final MemoryKeyVault vault = new MemoryKeyVault();

    @Test
    void theDocumentIsHeldToIt() throws IOException {
        try (FileJournal journal = journal()) {
            List<Route> routes = new ArrayList<>(feed(journal));
            Route state = routes.remove(2);
            routes.add(
                    new Route(state.method(), state.path(), Access.OPEN, 0, "x", state.handler()));
            routes.add(TestServer.get("/v1/heapdump", _ -> Reply.empty(200)));

            assertThat(OpenApiAgreement.complaints(routes))
                    .contains(
                            "GET /v1/heapdump is served and not described",
                            "PUT /v1/uploads/{id} is described and not served",
                            "GET /v1/feed/state has another security than OPEN",
                            "GET /v1/feed/state has another summary: x");
        }
    }

    @Test
    void theArchiveReadsASiteElsewhereAsItReadsItsOwn() throws IOException {
        byte[] large = new byte[900_000];
        new Random(1).nextBytes(large);
        try (FileJournal journal = journal()) {
            journal.append(envelope(), new ByteArrayInputStream(new byte[] {1, 2, 3}));
            journal.append(envelope(), new ByteArrayInputStream(large));
            List<Route> routes = new ArrayList<>(feed(journal));
            routes.add(signIn());
            try (TestServer server =
                            new TestServer(Listening.loopback(0), TestServer.PATIENT, routes);
                    Feed far = new OpenedFeed(far(server), vault)) {
                List<CaptureRecord> records = far.after(0, 10);

                assertThat(records).hasSize(2);
                assertThat(read(far, records.get(0))).isEqualTo(new byte[] {1, 2, 3});
                assertThat(read(far, records.get(1))).isEqualTo(large);
                far.acknowledge(2);
                assertThat(journal.feed(vault).acknowledged()).isEqualTo(2);
            }
        }
    }

    private static byte[] read(Feed feed, CaptureRecord record) throws IOException {
        try (CaptureBody body = feed.open(record);
                InputStream in = body.stream()) {
            return in.readAllBytes();
        }
    }

    private static HttpSealedJournal far(TestServer server) {
        return new HttpSealedJournal(
                new SiteAddress(
                        URI.create("http://127.0.0.1:" + server.port()),
                        "archive",
                        Secret.copyOf("secret".getBytes(StandardCharsets.UTF_8))),
                _ -> {});
    }

    private static Route signIn() {
        return TestServer.route(
                Method.POST,
                "/v1/sign-in",
                Access.OPEN,
                Route.SMALL,
                _ ->
                        Reply.json(
                                200,
                                JsonMapper.shared()
                                        .createObjectNode()
                                        .put("token", "of-a-connector")));
    }

    private static List<Route> feed(FileJournal journal) {
        return new FeedRoutes(journal.sealed(), journal::awaitBeyond, (_, _) -> {}).routes();
    }

    private FileJournal journal() {
        return FileJournal.open(
                folder.resolve("site"),
                ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey(),
                new SecureRandom());
    }

    private static CaptureEnvelope envelope() {
        return new CaptureEnvelope(SourceKind.CLOUD_API, "a1", null, Instant.EPOCH, Map.of());
    }
}
