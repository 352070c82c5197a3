package dev.wharf.testkit.linked;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The fakes enforce what the real gateways document.
class FakeGatewayTest {
    private final FakeWaha fake = new FakeWaha("key");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private int call(String method, String path, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(fake.base().resolve(path))
                        .header("X-Api-Key", key)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/sessions,wrong,401",
        "GET,/api/sessions/nobody,key,404",
        "GET,/api/nobody/auth/qr,key,404",
        "GET,/api/version,key,200"
    })
    void callsAreJudged(String method, String path, String key, int expected)
            throws IOException, InterruptedException {
        assertThat(call(method, path, key, "")).isEqualTo(expected);
    }

    @Test
    void aWrongStateIsRefusedAndANameIsTakenOnce() throws IOException, InterruptedException {
        assertThat(call("POST", "/api/sessions", "key", "{\"name\":\"a\"}")).isEqualTo(201);

        assertThat(call("POST", "/api/sessions", "key", "{\"name\":\"a\"}")).isEqualTo(422);
        assertThat(call("GET", "/api/a/auth/passkey/challenge", "key", "")).isEqualTo(422);
        assertThat(call("POST", "/api/a/auth/passkey/confirm", "key", "")).isEqualTo(422);
    }

    @Test
    void webhooksArePostedSigned() throws IOException, InterruptedException {
        BlockingQueue<String> signatures = new LinkedBlockingQueue<>();
        HttpServer site =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext(
                "/",
                exchange -> {
                    signatures.add(exchange.getRequestHeaders().getFirst("x-webhook-hmac"));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        site.start();
        try {
            String url = "http://127.0.0.1:" + site.getAddress().getPort() + "/hook";
            call(
                    "POST",
                    "/api/sessions",
                    "key",
                    "{\"name\":\"a\",\"config\":{\"webhooks\":[{\"url\":\"%s\",\"hmac\":{\"key\":\"k\"}}]}}"
                            .formatted(url));

            fake.receive("a", "15551230001@s.whatsapp.net", "3EB0A", "hi");

            assertThat(signatures.take()).hasSize(128);
            assertThat(fake.undelivered()).isZero();
        } finally {
            site.stop(0);
        }
    }
}
