package dev.wharf.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.server.AnswerObserver;
import dev.wharf.app.server.Limits;
import dev.wharf.app.server.Listening;
import dev.wharf.app.server.OpenApiAgreement;
import dev.wharf.app.server.SiteServer;
import dev.wharf.app.server.TrustedProxies;
import dev.wharf.capture.cloudapi.CloudApiEnvelopes;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.Secret;
import dev.wharf.site.api.Actors;
import dev.wharf.site.feed.FeedRoutes;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.reception.WebhookRoutes;
import dev.wharf.site.upload.UploadStore;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole table of a site's routes, as it is served.
class PublicTableTest {
    @TempDir private Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private List<Route> routes = List.of();

    @BeforeEach
    void compose() {
        OpenSite site =
                OpenSite.open(
                        folder.resolve("site"),
                        Configuration.load(folder.resolve("none.yaml"), Map.of(), folder),
                        Clock.systemUTC(),
                        new SecureRandom());
        open.push(site);
        FileJournal journal =
                FileJournal.open(
                        folder.resolve("site"),
                        ArchivePrivateKey.of(new MemoryKeyVault().current(KeyPurpose.CAPTURE))
                                .publicKey(),
                        new SecureRandom());
        open.push(journal);
        UploadStore uploads =
                new UploadStore(
                        folder.resolve("uploads"),
                        journal,
                        new RecordCipher(Secret.copyOf(new byte[32])),
                        new SecureRandom(),
                        Clock.systemUTC());
        open.push(uploads);
        routes =
                SiteRoutes.of(
                        site,
                        new SiteRoutes.On(
                                journal,
                                new FeedRoutes(
                                        journal.sealed(), journal::awaitBeyond, (_, _) -> {}),
                                unreached(),
                                unreached(),
                                uploads,
                                unreached(),
                                unreached(),
                                new CloudApiEnvelopes(),
                                new NoCounts()),
                        new Actors("test"));
    }

    private static final class NoCounts implements WebhookRoutes.Counts {
        @Override
        public void accepted(String source, long nanos) {}

        @Override
        public void refused(String origin, String reason) {}
    }

    /// What no request comes to without a credential.
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the test would fail of it
    private static <T> T unreached() {
        return null;
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void theDocumentSaysWhatIsServed() throws IOException {
        assertThat(OpenApiAgreement.complaints(routes)).isEmpty();
    }

    /// Requirement S1: nothing diagnostic, and nothing without a credential, is within reach.
    @Test
    void noRouteGivesAnythingWithoutACredential() throws Exception {
        AnswerObserver nobody = (_, _, _) -> {};
        try (SiteServer server =
                        SiteServer.start(
                                new SiteServer.Served(Listening.loopback(0), routes),
                                new SiteServer.Served(Listening.loopback(0), List.of()),
                                new SiteServer.Parts(
                                        _ -> Optional.empty(),
                                        TrustedProxies.NONE,
                                        Limits.DEFAULT,
                                        nobody,
                                        System::nanoTime));
                HttpClient client = HttpClient.newHttpClient()) {
            for (Route route : routes) {
                int status = ask(client, server.port(), route);

                assertThat(status).as("%s %s", route.method(), route.path()).isBetween(400, 499);
                switch (route.access()) {
                    case UPLOADER, CONNECTOR, ADMINISTRATOR, SIGNED ->
                            assertThat(status).isEqualTo(401);
                    case LINK, OPEN -> {}
                }
            }
        }
    }

    private static int ask(HttpClient client, int port, Route route) throws Exception {
        String path = route.path().replaceAll("\\{[^}]+}", "x");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(route.method().name(), HttpRequest.BodyPublishers.noBody())
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
