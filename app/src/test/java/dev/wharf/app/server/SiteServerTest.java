package dev.wharf.app.server;

import static dev.wharf.app.server.TestServer.PATIENT;
import static dev.wharf.app.server.TestServer.get;
import static dev.wharf.app.server.TestServer.post;
import static dev.wharf.app.server.TestServer.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

class SiteServerTest {

    @Test
    void aPathsValuesReachTheHandlerDecoded() throws Exception {
        try (TestServer server =
                new TestServer(
                        PATIENT,
                        get("/v1/accounts/{account}", r -> Reply.text(200, r.path("account"))),
                        get("/v1/accounts/self", _ -> Reply.text(200, "fixed")),
                        get("/v1/q", r -> Reply.text(200, r.query("a").orElse("none"))))) {
            assertThat(server.ask("GET", "/v1/accounts/J%C3%BCrgen%20W").body())
                    .isEqualTo("Jürgen W");
            assertThat(server.ask("GET", "/v1/accounts/self").body()).isEqualTo("fixed");
            assertThat(server.ask("GET", "/v1/q?b=1&a=x%26y&a=2").body()).isEqualTo("x&y");
        }
    }

    @Test
    void whatIsNotThereIsAnsweredWithNothing() throws Exception {
        try (TestServer server = new TestServer(PATIENT, get("/v1/here", _ -> Reply.empty(200)))) {
            HttpResponse<String> missing = server.ask("GET", "/v1/there");
            HttpResponse<String> wrong = server.ask("DELETE", "/v1/here");
            HttpResponse<String> strange = server.ask("TRACE", "/v1/here");

            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).isEmpty();
            assertThat(wrong.statusCode()).isEqualTo(405);
            assertThat(wrong.body()).isEmpty();
            assertThat(wrong.headers().firstValue("Allow")).contains("GET, HEAD");
            assertThat(strange.statusCode()).isEqualTo(405);
        }
    }

    @Test
    void theListenersServeTheirOwnRoutesOnly() throws Exception {
        try (TestServer server = new TestServer(PATIENT, get("/v1/here", _ -> Reply.empty(200)))) {
            int own = server.server.diagnosticsPort();

            assertThat(server.ask(own, "GET", "/health/live").body()).isEqualTo("live");
            assertThat(server.ask(own, "GET", "/v1/here").statusCode()).isEqualTo(404);
            assertThat(server.ask("GET", "/health/live").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Basic of-a-connector",
                "Bearer of-an-administrator"
            })
    void withoutAGoodTokenOfItsRoleNoHandlerIsAsked(String authorization) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Route feed =
                route(
                        Method.GET,
                        "/v1/feed",
                        Access.CONNECTOR,
                        0,
                        _ -> Reply.text(200, "" + asked.incrementAndGet()));
        try (TestServer server = new TestServer(PATIENT, feed)) {
            HttpResponse<String> refused =
                    authorization.isEmpty()
                            ? server.ask("GET", "/v1/feed")
                            : server.ask("GET", "/v1/feed", "Authorization", authorization);

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).isEmpty();
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void theHandlerKnowsWhoAsks() throws Exception {
        Route feed =
                route(
                        Method.GET,
                        "/v1/feed",
                        Access.CONNECTOR,
                        0,
                        r -> Reply.text(200, r.caller().map(Caller::name).orElse("nobody")));
        try (TestServer server = new TestServer(PATIENT, feed)) {
            assertThat(
                            server.ask("GET", "/v1/feed", "Authorization", "bearer of-a-connector")
                                    .body())
                    .isEqualTo("archive");
        }
    }

    @Test
    void everyAnswerIsGuardedAndNoneNamesTheServer() throws Exception {
        try (TestServer server =
                new TestServer(
                        PATIENT,
                        get("/page", _ -> Reply.html(200, "<p>")),
                        get(
                                "/bug",
                                _ -> {
                                    throw new IllegalStateException("bug");
                                }))) {
            for (String path : new String[] {"/page", "/bug", "/missing"}) {
                var headers = server.ask("GET", path).headers();

                assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                        .contains("default-src 'none'");
                assertThat(headers.firstValue("Cache-Control")).contains("no-store");
                assertThat(headers.firstValue("Server")).isEmpty();
                assertThat(headers.firstValue("X-Powered-By")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INPUT_UNREADABLE, 400, true",
        "NOT_FOUND, 404, true",
        "NOT_ALLOWED, 403, true",
        "STORAGE_FAILED, 503, false",
        "STORAGE_CORRUPT, 500, false",
        "BUG, 500, false"
    })
    void failuresAreAnsweredByTheirKind(ErrorCode code, int status, boolean told) throws Exception {
        Route failing =
                route(
                        Method.GET,
                        "/v1/fails",
                        Access.CONNECTOR,
                        0,
                        _ -> {
                            throw new WharfException(code, "Do this about it.");
                        });
        try (TestServer server = new TestServer(PATIENT, failing)) {
            HttpResponse<String> answer =
                    server.ask("GET", "/v1/fails", "Authorization", "Bearer of-a-connector");

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body().contains("Do this about it.")).isEqualTo(told);
            assertThat(answer.headers().firstValue("Retry-After").isPresent())
                    .isEqualTo(status == 503);
        }
    }

    @Test
    void aStrangerIsToldTheStatusOnly() throws Exception {
        Route failing =
                get(
                        "/v1/fails",
                        _ -> {
                            throw new WharfException(ErrorCode.NOT_FOUND, "in /home");
                        });
        try (TestServer server = new TestServer(PATIENT, failing)) {
            assertThat(server.ask("GET", "/v1/fails").body()).isEmpty();
        }
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        try (TestServer server =
                new TestServer(PATIENT, get("/v1/x", _ -> Reply.text(200, "12345")))) {
            String answer;
            try (RawConnection raw = server.raw()) {
                answer =
                        raw.send("HEAD /v1/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                                .rest();
            }

            assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Length: 5");
            assertThat(answer).endsWith("\r\n\r\n");
        }
    }

    @Test
    void aBodyThatBreaksOffIsNotTakenForWhole() throws Exception {
        Route broken =
                get(
                        "/v1/broken",
                        _ ->
                                Reply.stream(
                                        "application/octet-stream",
                                        out -> {
                                            out.write(new byte[100_000]);
                                            throw new IOException("the disk failed");
                                        }));
        try (TestServer server = new TestServer(PATIENT, broken);
                RawConnection raw = server.raw()) {
            String answer = raw.send("GET /v1/broken HTTP/1.1\r\nHost: a\r\n\r\n").rest();

            assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("\r\n0\r\n\r\n");
        }
    }

    @Test
    void aBodyThatFailsBeforeItBeganIsAnError() throws Exception {
        Route broken =
                get(
                        "/v1/broken",
                        _ ->
                                Reply.stream(
                                        "application/octet-stream",
                                        out -> {
                                            out.write(new byte[100]);
                                            throw new WharfException(
                                                    ErrorCode.STORAGE_FAILED, "the disk failed");
                                        }));
        try (TestServer server = new TestServer(PATIENT, broken)) {
            assertThat(server.ask("GET", "/v1/broken").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aLineIsLoggedWithoutQueryPathValuesOrToken() throws Exception {
        StringBuilder lines = new StringBuilder();
        Logger access = Logger.getLogger("dev.wharf.access");
        access.setLevel(Level.ALL);
        var handler =
                new java.util.logging.Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        lines.append(new SimpleFormatter().formatMessage(line)).append('\n');
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        access.addHandler(handler);
        try {
            TestServer server =
                    new TestServer(
                            PATIENT,
                            route(
                                    Method.GET,
                                    "/v1/files/{id}",
                                    Access.CONNECTOR,
                                    0,
                                    _ -> Reply.text(200, "12345")));
            server.ask(
                    "GET", "/v1/files/s3cret?q=s3cret", "Authorization", "Bearer of-a-connector");
            server.ask("GET", "/s3cret");
            server.close();

            assertThat(lines.toString())
                    .contains("method=GET route=/v1/files/{id} status=200 bytes=5")
                    .contains("caller=archive")
                    .contains("route=- status=404")
                    .doesNotContain("s3cret")
                    .doesNotContain("of-a-connector");
        } finally {
            access.removeHandler(handler);
            access.setLevel(null);
        }
    }

    @Test
    void whatIsUnderWayIsFinishedWhenTheServerStops() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        TestServer server =
                new TestServer(
                        PATIENT,
                        get(
                                "/v1/slow",
                                _ -> {
                                    arrived.countDown();
                                    await(finish);
                                    return Reply.text(200, "done");
                                }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> server.ask("GET", "/v1/slow").body());
            arrived.await();
            var closing = threads.submit(server.server::close);
            finish.countDown();

            assertThat(answer.get()).isEqualTo("done");
            closing.get();
        }
    }

    @Test
    void smallAndLargeBodiesArriveWhole() throws Exception {
        Route echo = post("/v1/echo", 1 << 20, r -> Reply.of(200, "a/b", r.bytes()));
        try (TestServer server = new TestServer(PATIENT, echo);
                RawConnection raw = server.raw()) {
            String chunked =
                    raw.send(
                                    "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:"
                                            + " chunked\r\nConnection: close\r\n\r\n"
                                            + "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
                            .rest();

            assertThat(chunked).startsWith("HTTP/1.1 200").endsWith("hello world");
            assertThat(chunked.getBytes(StandardCharsets.ISO_8859_1)).isNotEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
