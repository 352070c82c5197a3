package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.testkit.FakeGraph;
import dev.wharf.testkit.MemoryKeyVault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What nobody honest sends, to a site that runs: it is refused or kept as it came, the site goes
/// on, and its log has a line that says nothing of what was sent.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileWebhooksTest {
    private static final String CANARY = "quetzalcanary";
    private static final String CLIENT = "491700001234";
    private static final int SLOW = 64;

    @TempDir private Path folder;
    private final MemoryKeyVault vault = new MemoryKeyVault();
    private final CloudNumber number = new CloudNumber("106540352242922", "4930123456");
    private FakeGraph graph;
    private LoggedLines log;
    private RunningSite site;

    @BeforeEach
    void running() throws IOException {
        graph = new FakeGraph(Clock.systemUTC());
        graph.token(number.id(), CloudNumber.TOKEN);
        PreparedSite prepared = new PreparedSite(folder.resolve("home"), vault);
        prepared.with("WHARF_GRAPH_ADDRESS", graph.base().toString());
        prepared.enrol(number, "desk@firm.example");
        log = new LoggedLines();
        site = new RunningSite(prepared);
    }

    @AfterEach
    void upAndSilent() throws Exception {
        try {
            assertThat(site.calls.deliver(number.text(CLIENT, "wamid.LAST", "still here")))
                    .isEqualTo(200);
            assertThat(log.lines()).noneMatch(line -> line.contains(CANARY));
        } finally {
            site.close();
            log.close();
            graph.close();
        }
    }

    @Test
    void whatIsNotSignedAsItShouldBeIsRefusedAndLeavesNothing() throws Exception {
        byte[] body = number.text(CLIENT, "wamid.A", CANARY);

        assertThat(site.calls.deliver(body, "sha256=" + "0".repeat(64))).isEqualTo(401);
        assertThat(site.calls.deliver(body, "sha256=")).isEqualTo(401);
        assertThat(site.calls.deliver(body, "sha1=00")).isEqualTo(401);
        assertThat(site.calls.send("POST", "/webhook/cloud/main", null, CANARY).statusCode())
                .isEqualTo(401);
        assertThat(site.calls.send("POST", "/webhook/cloud/other", null, CANARY).statusCode())
                .isEqualTo(401);
        assertThat(site.calls.send("POST", "/webhook/linked/waha", null, CANARY).statusCode())
                .isEqualTo(401);

        assertThat(site.process.journal().durable()).isZero();
        assertThat(log.lines()).anyMatch(line -> line.contains("webhook of main refused"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        try (Socket socket = connection()) {
            socket.getOutputStream()
                    .write(
                            "POST /webhook/cloud/main HTTP/1.1\r\nHost: a\r\nContent-Length: 16777217\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));

            byte[] answer = socket.getInputStream().readNBytes(12);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
        assertThat(site.process.journal().durable()).isZero();
    }

    static Stream<String> oddBodies() {
        return Stream.of(
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"" + CANARY,
                CANARY,
                "",
                "null",
                "\u0000\u0000" + CANARY + "\u0000",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"\u0000"
                        + CANARY
                        + "\"}]}",
                "[".repeat(10_000),
                "[".repeat(10_000) + CANARY + "]".repeat(10_000),
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "{\"object\":\"whatsapp_business_account\",\"entry\":"
                        + "[".repeat(10_000)
                        + "]".repeat(10_000)
                        + "}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"wamid.D\",\"from\":\"1\",\"type\":\"text\",\"text\":"
                        + "{\"a\":".repeat(10_000)
                        + "1"
                        + "}".repeat(10_000)
                        + "}]}}]}]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"value\":{\"n\":"
                        + "9".repeat(5_000)
                        + "}}]}]}",
                "\u00ff\u00fe{");
    }

    @ParameterizedTest
    @MethodSource("oddBodies")
    void whatIsSignedAndCannotBeReadIsKeptAsItCame(String text) throws Exception {
        byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(site.calls.deliver(body)).isEqualTo(200);

        assertThat(kept()).containsExactly(body);
    }

    /// In a message that is otherwise good, so that it would be fetched.
    @Test
    void aForgedAddressOfAFileIsNotFollowed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer inside =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        inside.start();
        try {
            List<String> forged =
                    List.of(
                            "http://127.0.0.1:%d/latest".formatted(inside.getAddress().getPort()),
                            "http://localhost:%d/".formatted(inside.getAddress().getPort()),
                            "http://169.254.169.254/latest/meta-data/",
                            "https://169.254.169.254/latest/meta-data/",
                            "https://[fd00:ec2::254]/latest/meta-data/",
                            "https://lookaside.fbsbx.com@127.0.0.1/",
                            "file:///etc/passwd",
                            "gopher://127.0.0.1/");
            for (int i = 0; i < forged.size(); i++) {
                assertThat(site.calls.deliver(picture(i, forged.get(i)))).isEqualTo(200);
            }

            Eventually.holds(
                    "every message is shown without its file",
                    () -> kept().size() == forged.size());

            assertThat(asked).hasValue(0);
        } finally {
            inside.stop(0);
        }
    }

    private byte[] picture(int i, String address) {
        return number.message(
                CLIENT,
                "wamid.P" + i,
                "image",
                "{\"mime_type\":\"image/jpeg\",\"id\":\"77%d\",\"url\":\"%s\",\"caption\":\"%s\"}"
                        .formatted(i, address, CANARY));
    }

    @Test
    void requestsThatAreNeverFinishedHoldNobodyUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                Socket socket = connection();
                slow.add(socket);
                String begun =
                        i % 2 == 0
                                ? "POST /webhook/cloud/main HTTP/1.1\r\nHost: a\r\nX-"
                                : "POST /webhook/cloud/main HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }

            for (int i = 0; i < SLOW; i++) {
                byte[] body = number.text(CLIENT, "wamid.N" + i, "at once");
                assertThat(site.calls.deliver(body)).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private Socket connection() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), site.process.address().getPort());
    }

    private List<byte[]> kept() throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Feed feed = site.process.journal().feed(vault)) {
            for (CaptureRecord record : feed.after(0, 1000)) {
                try (CaptureBody body = feed.open(record);
                        InputStream in = body.stream()) {
                    bodies.add(in.readAllBytes());
                }
            }
        }
        return bodies;
    }
}
