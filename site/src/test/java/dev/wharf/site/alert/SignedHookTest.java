package dev.wharf.site.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class SignedHookTest {
    private final List<String> received = new ArrayList<>();
    private HttpServer server;
    private int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    received.add(exchange.getRequestHeaders().getFirst("X-Wharf-Signature"));
                    received.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theBodyIsSigned() {
        hook().send("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8));

        // RFC 4231, test case 2
        assertThat(received)
                .containsExactly(
                        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                        "what do ya want for nothing?");
    }

    @Test
    void anAnswerThatIsNoYesIsTriedAgain() {
        status = 302;

        assertThatThrownBy(() -> hook().send(new byte[0]))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_REFUSED));
    }

    @Test
    void nothingGoesOutUnencrypted() {
        assertThatThrownBy(
                        () ->
                                new SignedHook(
                                        URI.create("http://hooks.example/x"),
                                        Optional::empty,
                                        Duration.ofSeconds(1)))
                .hasMessageContaining("https://");
    }

    private SignedHook hook() {
        return new SignedHook(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"),
                () -> Optional.of(Secret.copyOf("Jefe".getBytes(StandardCharsets.UTF_8))),
                Duration.ofSeconds(10));
    }
}
