package dev.wharf.capture.cloudapi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.FakeGraph;
import dev.wharf.testkit.SettableClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Files that webhooks name, fetched from a fake that enforces what Meta documents.
class GraphMediaTest {
    private static final String TOKEN = "EAAtoken";
    private static final byte[] PIXELS = "pixels".getBytes(StandardCharsets.UTF_8);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-02T08:00:00Z"));
    private FakeGraph graph;
    private GraphHttp http;

    @BeforeEach
    void start() {
        graph = new FakeGraph(clock);
        graph.token("7", TOKEN);
        graph.file("7", "42", PIXELS, "image/png");
        http = new GraphHttp(GraphSettings.at(graph.base()));
    }

    @AfterEach
    void stop() {
        http.close();
        graph.close();
    }

    @Test
    void theAddressInTheWebhookIsUsedWhileItIsGood() throws IOException {
        assertThat(fetched(need(graph.address("42")))).isEqualTo(PIXELS);
        assertThat(graph.requests()).hasSize(1);
        assertThat(graph.wrongRequests()).isEmpty();
    }

    @Test
    void anAddressThatIsOverIsNotTried() throws IOException {
        URI old = graph.address("42");
        clock.move(Duration.ofMinutes(6));

        assertThat(fetched(need(old))).isEqualTo(PIXELS);
        assertThat(graph.requests().getFirst()).isEqualTo("GET /v24.0/42?phone_number_id=7");
    }

    @Test
    void whereNothingLiesAnyMoreANewAddressIsAskedForOnce() throws IOException {
        graph.failNext(404, 0);

        assertThat(fetched(need(graph.address("42")))).isEqualTo(PIXELS);
        assertThat(graph.requests()).hasSize(3);
    }

    @Test
    void aNewAddressWhereNothingLiesIsWorthAnotherTryLater() {
        graph.failNext(404, 0);
        graph.passNext();
        graph.failNext(404, 0);

        assertThat(refusal(need(graph.address("42"))).code())
                .isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(graph.requests()).hasSize(3);
    }

    @Test
    void aFileOlderThanSevenDaysIsGone() {
        clock.move(Duration.ofDays(8));

        assertThat(refusal(need(null)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_GONE))
                .hasMessageContaining("seven days");
    }

    @Test
    void aTokenThatIsNotAcceptedNeedsAPerson() {
        graph.token("7", "another");

        assertThat(refusal(need(null)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED))
                .hasMessageContaining("number id 7")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void aNumberWithoutATokenNeedsAPerson() {
        MediaNeed need = new MediaNeed("42", "8", null, null, -1);

        assertThat(refusal(need).code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
        assertThat(graph.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "429,80007,SOURCE_UNAVAILABLE",
        "400,4,SOURCE_UNAVAILABLE",
        "500,2,SOURCE_UNAVAILABLE",
        "503,0,SOURCE_UNAVAILABLE",
        "400,10,SOURCE_REFUSED",
        "403,200,SOURCE_REFUSED",
        "401,0,SOURCE_REFUSED",
        "400,190,SOURCE_REFUSED",
        "400,100,SOURCE_GONE",
        "404,0,SOURCE_GONE",
        "418,0,SOURCE_UNAVAILABLE"
    })
    void errorsMeanWhatMetaDocuments(int status, int code, ErrorCode expected) {
        graph.failNext(status, code);

        assertThat(refusal(need(null)).code()).isEqualTo(expected);
    }

    @Test
    void aServerThatIsAwayMayComeBack() {
        graph.close();

        assertThat(refusal(need(null)).code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void theDigestMayComeInBase64AndInHex() throws IOException {
        ContentDigest digest = Digests.sha256(PIXELS);

        assertThat(fetched(new MediaNeed("42", "7", null, digest, -1))).isEqualTo(PIXELS);
        assertThat(
                        refusal(new MediaNeed("42", "7", null, Digests.sha256(new byte[] {1}), -1))
                                .code())
                .isEqualTo(ErrorCode.DIGEST_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/x",
                "https://2130706433/x",
                "http://lookaside.fbsbx.com/x"
            })
    void aForgedAddressIsNeitherFollowedNorToldTheToken(String forged) {
        assertThat(refusal(need(URI.create(forged))).code()).isEqualTo(ErrorCode.INPUT_HOSTILE);
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void aRedirectOffTheListIsNotFollowed() throws IOException {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        boolean[] asked = new boolean[1];
        other.createContext("/", _ -> asked[0] = true);
        other.start();
        graph.redirectNext("http://127.0.0.1:%d/".formatted(other.getAddress().getPort()));

        WharfException refusal = refusal(need(graph.address("42")));

        other.stop(0);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INPUT_HOSTILE);
        assertThat(asked[0]).isFalse();
    }

    @Test
    void aRedirectOnTheListIsFollowedAFewTimes() throws IOException {
        String good = graph.address("42").toString();
        graph.redirectNext(good);

        assertThat(fetched(need(graph.address("42")))).isEqualTo(PIXELS);

        for (int i = 0; i < 5; i++) {
            graph.redirectNext(good);
        }
        assertThat(refusal(need(graph.address("42"))).code())
                .isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../7/subscribed_apps", "42?x=1", "", "4 2", "42\n"})
    void anIdThatIsNoneIsNotPutIntoAPath(String id) {
        MediaNeed need = new MediaNeed(id, "7", null, null, -1);

        assertThat(refusal(need).code()).isEqualTo(ErrorCode.INPUT_HOSTILE);
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void aFileBeyondTheLimitIsNotTaken() {
        http.close();
        http = new GraphHttp(GraphSettings.at(graph.base()).withLargest(3));

        assertThat(refusal(need(graph.address("42"))).code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
        assertThat(refusal(need(null)).code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
    }

    @Test
    void aFileThatStandsStillIsGivenUp() throws IOException {
        HttpServer slow =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountDownLatch over = new CountDownLatch(1);
        slow.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    try {
                        over.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        slow.start();
        URI base = URI.create("http://127.0.0.1:" + slow.getAddress().getPort());
        GraphSettings settings =
                GraphSettings.at(base).withWaits(Duration.ofSeconds(20), Duration.ofMillis(50));
        try (GraphHttp other = new GraphHttp(settings);
                InputStream file = media(other).open(need(base.resolve("/x")))) {
            assertThatThrownBy(file::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("stands still");
            over.countDown();
        }
        slow.stop(0);
    }

    private static MediaNeed need(@Nullable URI address) {
        return new MediaNeed("42", "7", address, null, -1);
    }

    private GraphMedia media(GraphHttp over) {
        return new GraphMedia(
                over,
                number ->
                        number.equals("7")
                                ? Optional.of(Secret.copyOf(TOKEN.getBytes(StandardCharsets.UTF_8)))
                                : Optional.empty(),
                clock);
    }

    private byte[] fetched(MediaNeed need) throws IOException {
        try (InputStream file = media(http).open(need)) {
            return file.readAllBytes();
        }
    }

    private WharfException refusal(MediaNeed need) {
        try (InputStream file = media(http).open(need)) {
            throw new AssertionError(file.readAllBytes().length + " bytes came");
        } catch (WharfException refused) {
            return refused;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
