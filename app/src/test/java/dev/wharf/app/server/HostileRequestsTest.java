package dev.wharf.app.server;

import static dev.wharf.app.server.TestServer.PATIENT;
import static dev.wharf.app.server.TestServer.QUICK;
import static dev.wharf.app.server.TestServer.get;
import static dev.wharf.app.server.TestServer.post;
import static dev.wharf.app.server.TestServer.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class HostileRequestsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final Route take =
            post(
                    "/v1/take",
                    10,
                    r -> {
                        asked.incrementAndGet();
                        return Reply.of(200, "a/b", r.bytes());
                    });

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() throws Exception {
        try (TestServer server = new TestServer(PATIENT, take);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send("POST /v1/take HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
                            .rest();

            assertThat(answer).startsWith("HTTP/1.1 413");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsBrokenOff() throws Exception {
        try (TestServer server = new TestServer(PATIENT, take);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send(
                                    "POST /v1/take HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:"
                                            + " chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n")
                            .rest();

            assertThat(answer).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void headersBeyondTheirLimitAreRefused() throws Exception {
        try (TestServer server = new TestServer(PATIENT, take);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send("GET /v1/take HTTP/1.1\r\nHost: a\r\n" + "X-A: b\r\n".repeat(2000))
                            .rest();

            assertThat(answer).startsWith("HTTP/1.1 431");
            assertThat(answer).contains("nosniff").doesNotContain("Jetty").doesNotContain("<");
        }
    }

    @Test
    void garbageBehindARequestIsNotHandled() throws Exception {
        try (TestServer server = new TestServer(PATIENT, take);
                RawConnection raw = server.raw()) {
            String answers =
                    raw.send(
                                    "POST /v1/take HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
                                            + "\u0000\u0001garbage \u00ff\r\n\r\n")
                            .rest();

            assertThat(answers).startsWith("HTTP/1.1 200").contains("HTTP/1.1 400");
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void chunksThatAreNoneAreRefused() throws Exception {
        try (TestServer server = new TestServer(PATIENT, take);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send(
                                    "POST /v1/take HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:"
                                            + " chunked\r\n\r\n2\r\nab\r\nxyz\r\n\r\n")
                            .rest();

            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void whoWaitsForAnAnswerIsNotTakenForIdle() throws Exception {
        Route slow =
                get(
                        "/v1/slow",
                        _ -> {
                            beyond(QUICK.idle().multipliedBy(2));
                            return Reply.text(200, "at last");
                        });
        try (TestServer server = new TestServer(QUICK, slow);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send("GET /v1/slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .rest();

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("at last");
        }
    }

    private static void beyond(Duration time) {
        try {
            assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip, chunked, identity",
                "Content-Length: +2",
                "Content-Length: -1"
            })
    void framingInDoubtIsRefused(String headers) throws Exception {
        try (TestServer server = new TestServer(PATIENT, take);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send("POST /v1/take HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\nab")
                            .rest();

            assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*");
            assertThat(asked).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/files/..",
                "/v1/files/../files/a",
                "/v1/./files/a",
                "/v1/files/%2e%2e",
                "/v1/files/%2e%2e%2fa",
                "/v1/files/a%2fb",
                "/v1/files/a%5cb",
                "/v1/files/a\\b",
                "/v1/files//a",
                "//v1/files/a",
                "/v1/files/a;b=c",
                "/v1/files/a%00",
                "/v1/files/a%0a",
                "/v1/files/%c0%ae",
                "/v1/files/%zz",
                "/v1/files/%",
                "/v1/files/",
                "/v1/FILES/a",
                "/v1%2ffiles/a",
                "/v1/fil%65s/a"
            })
    void thereIsOneWayToWriteAPath(String path) throws Exception {
        Route files =
                get(
                        "/v1/files/{id}",
                        _ -> {
                            asked.incrementAndGet();
                            return Reply.empty(200);
                        });
        try (TestServer server = new TestServer(PATIENT, files);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .rest();

            assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("<");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void whoAsksFirstIsToldToContinueOrNot() throws Exception {
        Route guarded =
                route(Method.POST, "/v1/guarded", Access.CONNECTOR, 10, _ -> Reply.empty(200));
        String expecting = " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n";
        try (TestServer server = new TestServer(PATIENT, take, guarded)) {
            try (RawConnection welcome = server.raw()) {
                welcome.send("POST /v1/take" + expecting + "Connection: close\r\n\r\n")
                        .until("HTTP/1.1 100 Continue\r\n\r\n");

                assertThat(welcome.send("ab").rest()).startsWith("HTTP/1.1 200").endsWith("ab");
            }
            try (RawConnection refused = server.raw()) {
                assertThat(refused.send("POST /v1/guarded" + expecting + "\r\n").rest())
                        .startsWith("HTTP/1.1 401");
            }
        }
    }

    @Test
    void aSenderThatGoesAwayHarmsNobodyElse() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Route reading =
                post(
                        "/v1/read",
                        1000,
                        r -> {
                            try {
                                return Reply.of(200, "a/b", r.bytes());
                            } catch (IOException gone) {
                                failed.countDown();
                                throw gone;
                            }
                        });
        try (TestServer server =
                new TestServer(PATIENT, reading, get("/v1/x", _ -> Reply.empty(204)))) {
            try (RawConnection raw = server.raw()) {
                raw.send("POST /v1/read HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
                        .abort();
            }
            failed.await();

            assertThat(server.ask("GET", "/v1/x").statusCode()).isEqualTo(204);
        }
    }

    @Test
    void aHalfHeaderIsNotWaitedForForEver() throws Exception {
        try (TestServer server = new TestServer(QUICK, take);
                RawConnection raw = server.raw()) {
            String answer = raw.send("POST /v1/take HTTP/1.1\r\nHo").rest();

            assertThat(answer).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void aHeaderThatDripsIsNotWaitedForForEver() throws Exception {
        try (TestServer server = new TestServer(QUICK, take);
                RawConnection raw = server.raw()) {
            raw.send("POST /v1/take HTTP/1.1\r\nX: ").drip("a", 1000);

            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void aBodyThatDripsIsBrokenOff() throws Exception {
        Route reading = post("/v1/read", 1 << 20, r -> Reply.of(200, "a/b", r.bytes()));
        try (TestServer server = new TestServer(QUICK, reading);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send("POST /v1/read HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n")
                            .drip("a", 2000);

            assertThat("HTTP/1.1 408")
                    .startsWith(answer.substring(0, Math.min(12, answer.length())));
        }
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedForForEver() throws Exception {
        try (TestServer server = new TestServer(QUICK, take);
                RawConnection raw = server.raw()) {
            String answer =
                    raw.send("POST /v1/take HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\na")
                            .rest();

            assertThat(answer).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void anAddressThatAsksTooOftenIsToldToWaitAndWebhooksAreNot() throws Exception {
        Limits two = limits(100, 2, 10);
        try (TestServer server =
                new TestServer(
                        two,
                        get("/v1/x", _ -> Reply.empty(204)),
                        route(Method.GET, "/webhook", Access.SIGNED, 0, _ -> Reply.empty(200)),
                        route(Method.GET, "/v1/f", Access.CONNECTOR, 0, _ -> Reply.empty(200)))) {
            for (int i = 0; i < 5; i++) {
                assertThat(
                                server.ask("GET", "/v1/f", "Authorization", "Bearer of-a-connector")
                                        .statusCode())
                        .isEqualTo(200);
            }
            assertThat(server.ask("GET", "/v1/x").statusCode()).isEqualTo(204);
            assertThat(server.ask("GET", "/missing").statusCode()).isEqualTo(404);
            var refused = server.ask("GET", "/v1/x");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.ask("GET", "/webhook").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void webhooksAreBoundedToo() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Route webhook =
                route(
                        Method.POST,
                        "/webhook",
                        Access.SIGNED,
                        10,
                        _ -> {
                            arrived.countDown();
                            try {
                                finish.await();
                            } catch (InterruptedException stopped) {
                                throw new IllegalStateException(stopped);
                            }
                            return Reply.empty(200);
                        });
        String post = "POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n";
        try (TestServer server = new TestServer(limits(100, 100, 1), webhook);
                RawConnection first = server.raw();
                RawConnection second = server.raw()) {
            first.send(post + "Connection: close\r\n\r\n");
            arrived.await();
            String refused = second.send(post + "Connection: close\r\n\r\n").rest();
            finish.countDown();

            assertThat(refused).startsWith("HTTP/1.1 429").contains("Retry-After");
            assertThat(first.rest()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void connectionsBeyondTheirNumberAreToldToWait() throws Exception {
        try (TestServer server =
                new TestServer(limits(2, 100, 10), get("/v1/x", _ -> Reply.empty(204)))) {
            List<RawConnection> open = new ArrayList<>();
            String get = "GET /v1/x HTTP/1.1\r\nHost: a\r\n\r\n";
            for (int i = 0; i < 2; i++) {
                open.add(server.raw());
                open.get(i).send(get).until("204");
            }
            try (RawConnection third = server.raw()) {
                assertThat(third.send(get).rest())
                        .startsWith("HTTP/1.1 429")
                        .contains("Retry-After");
            }
            for (RawConnection each : open) {
                each.close();
            }
        }
    }

    private static Limits limits(int connections, int burst, int webhooks) {
        return new Limits(
                connections,
                1,
                burst,
                webhooks,
                4096,
                Duration.ofSeconds(30),
                1000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20));
    }
}
