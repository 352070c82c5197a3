package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.FakeGraph;
import dev.wharf.testkit.SignedWebhooks;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A running `wharf up` with a business number that is enrolled, and Meta's side of it.
final class CloudStage implements AutoCloseable {
    static final String DESK = "desk@firm.example";
    static final String CLIENT = "491700001234";

    private final CloudNumber number = new CloudNumber("106540352242922", "4930123456");
    private final FakeGraph graph = new FakeGraph(Clock.systemUTC());
    private final Path folder;
    private final Wharf wharf;
    private UpProcess up;
    private SiteCalls site;

    CloudStage(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        graph.token(number.id(), CloudNumber.TOKEN);
        up = new UpProcess(folder, settings());
        site = new SiteCalls(up.site());
        wharf = new Wharf(folder);
        String token = site.signIn("admin", up.password());
        secret(token, "app-secret", CloudNumber.APP_SECRET);
        secret(token, "verify-token", CloudNumber.VERIFY_TOKEN);
        secret(token, "access-token", CloudNumber.TOKEN);
        site.done("POST", "/v1/accounts", token, account());
    }

    private Map<String, String> settings() {
        return Map.of("WHARF_GRAPH_ADDRESS", graph.base().toString());
    }

    CloudNumber number() {
        return number;
    }

    Wharf wharf() {
        return wharf;
    }

    UpProcess up() {
        return up;
    }

    /// Stops everything and starts it again.
    void restart() throws IOException {
        up.close();
        up = new UpProcess(folder, settings());
        site.close();
        site = new SiteCalls(up.site());
    }

    private void secret(String token, String name, String value)
            throws IOException, InterruptedException {
        String body =
                SiteCalls.json(
                        Map.of("name", "cloud/" + CloudNumber.HOOK + "/" + name, "value", value));
        site.done("POST", "/v1/secrets", token, body);
    }

    private String account() {
        return SiteCalls.json(
                Map.of(
                        "name",
                        "Desk",
                        "email",
                        DESK,
                        "method",
                        "cloud-api",
                        "phone_number_id",
                        number.id(),
                        "waba_id",
                        "102290129340398",
                        "hook",
                        CloudNumber.HOOK,
                        "numbers",
                        List.of(Map.of("phone", "+" + number.digits()))));
    }

    static String id(String own) {
        return SignedWebhooks.wamid(CLIENT, own, false);
    }

    void deliver(byte[] webhook) throws IOException, InterruptedException {
        assertThat(site.deliver(webhook)).isEqualTo(200);
    }

    /// Sends a file that Meta has.
    ///
    /// @return its digest
    String file(String type, String mime, int size, String more)
            throws IOException, InterruptedException, GeneralSecurityException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        String mediaId = "9" + size;
        graph.file(number.id(), mediaId, content, mime);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        String body =
                "{\"mime_type\":\"%s\",\"sha256\":\"%s\",\"id\":\"%s\",\"url\":\"%s\",%s}"
                        .formatted(
                                mime,
                                Base64.getEncoder().encodeToString(digest),
                                mediaId,
                                graph.address(mediaId),
                                more);
        deliver(number.message(CLIENT, id("F" + size), type, body));
        return HexFormat.of().formatHex(digest);
    }

    /// Waits for them.
    JsonNode arrived(int items) throws Exception {
        return Eventually.has(
                        items + " items in the mailbox",
                        () -> wharf.json("search", "*", "--limit", "100"),
                        found -> found.path("hits").size() >= items)
                .path("hits");
    }

    @Override
    public void close() {
        site.close();
        up.close();
        graph.close();
    }
}
