package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.FakeGraph;
import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

/// `wharf up` as two processes, from a webhook of Meta's into somebody's mailbox.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UpIT {
    private static final String DESK = "desk@firm.example";
    private static final String CLIENT = "491700001234";
    private static final int LARGE = 90 << 20;

    @TempDir private Path folder;
    private final CloudNumber number = new CloudNumber("106540352242922", "4930123456");
    private FakeGraph graph;
    private UpProcess up;
    private SiteCalls site;
    private Wharf wharf;

    @BeforeEach
    void enrolled() throws IOException, InterruptedException {
        graph = new FakeGraph(Clock.systemUTC());
        graph.token(number.id(), CloudNumber.TOKEN);
        up = new UpProcess(folder, Map.of("WHARF_GRAPH_ADDRESS", graph.base().toString()));
        site = new SiteCalls(up.site());
        wharf = new Wharf(folder);
        String token = site.signIn("admin", up.password());
        secret(token, "app-secret", CloudNumber.APP_SECRET);
        secret(token, "verify-token", CloudNumber.VERIFY_TOKEN);
        secret(token, "access-token", CloudNumber.TOKEN);
        site.done("POST", "/v1/accounts", token, account());
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

    @AfterEach
    void end() {
        site.close();
        up.close();
        graph.close();
    }

    @Test
    void whatHappensOnANumberIsInItsEmployeesMailboxWhileEverythingRuns() throws Exception {
        String text = id("T1");
        deliver(number.text(CLIENT, text, "Please send the zanzibar figures"));
        String photo = file("image", "image/jpeg", 40_000, "\"caption\":\"the yellow umbrella\"");
        String voice = file("audio", "audio/ogg; codecs=opus", 9_000, "\"voice\":true");
        String large = file("document", "application/pdf", LARGE, "\"filename\":\"atlas.pdf\"");
        deliver(number.edit(CLIENT, id("E1"), text, "Please send the madagascar figures"));
        String regretted = id("T2");
        deliver(number.text(CLIENT, regretted, "a regrettable quip"));
        deliver(number.revoke(CLIENT, id("R1"), regretted));
        deliver(number.call(CLIENT, "C1", 61));
        deliver(number.status(CLIENT, SignedWebhooks.wamid(CLIENT, "NEVERSEEN", true), "read"));

        JsonNode items = arrived(9);

        assertThat(kinds(items))
                .containsExactlyInAnyOrder(
                        "message",
                        "message",
                        "message",
                        "message",
                        "message",
                        "edit",
                        "deletion",
                        "call",
                        "unreadable");
        assertThat(digests(items)).containsExactlyInAnyOrder(photo, voice, large);
        assertAbout("edit", items, found("zanzibar"));
        assertAbout("deletion", items, found("regrettable"));
        assertThat(found("madagascar")).isNotEqualTo(found("zanzibar"));
        assertThat(digests(wharf.json("search", "umbrella").path("hits"))).containsExactly(photo);
        assertExported(items.size());
    }

    @Test
    void whatWasAnsweredBeforeAStopIsThereAfterTheNextStart() throws Exception {
        deliver(number.text(CLIENT, id("S1"), "said before the stop"));
        up.close();
        up = new UpProcess(folder, Map.of("WHARF_GRAPH_ADDRESS", graph.base().toString()));
        site.close();
        site = new SiteCalls(up.site());
        deliver(number.text(CLIENT, id("S1"), "said before the stop"));
        deliver(number.text(CLIENT, id("S2"), "said after the stop"));

        assertThat(arrived(2).size()).isEqualTo(2);
    }

    private static String id(String own) {
        return SignedWebhooks.wamid(CLIENT, own, false);
    }

    private void deliver(byte[] webhook) throws IOException, InterruptedException {
        assertThat(site.deliver(webhook)).isEqualTo(200);
    }

    /// Sends a file that Meta has.
    ///
    /// @return its digest
    private String file(String type, String mime, int size, String more)
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

    private JsonNode arrived(int items) throws Exception {
        return Eventually.has(
                        items + " items in the mailbox",
                        () -> wharf.json("search", "*", "--limit", "100"),
                        found -> found.path("hits").size() >= items)
                .path("hits");
    }

    private String found(String words) {
        JsonNode found = wharf.json("search", words, "--mailbox", DESK);
        assertThat(found.path("hits").size()).as(words).isPositive();
        JsonNode hits = found.path("hits");
        for (JsonNode hit : hits) {
            if (hit.path("kind").stringValue().equals("message")) {
                return hit.path("item").stringValue();
            }
        }
        return hits.get(0).path("item").stringValue();
    }

    private static List<String> kinds(JsonNode items) {
        return items.valueStream().map(item -> item.path("kind").stringValue()).toList();
    }

    private List<String> digests(JsonNode items) {
        return items.valueStream()
                .map(item -> wharf.json("show", item.path("item").stringValue()))
                .flatMap(item -> item.path("attachments").valueStream())
                .map(attachment -> attachment.path("sha256").stringValue())
                .toList();
    }

    /// Its mail answers that of the item it is about.
    private void assertAbout(String kind, JsonNode items, String first) {
        String about =
                items.valueStream()
                        .filter(item -> item.path("kind").stringValue().equals(kind))
                        .map(item -> item.path("item").stringValue())
                        .findFirst()
                        .orElseThrow();

        String mail = wharf.run("show", about, "--raw").succeeded().out();

        assertThat(mail.lines())
                .anyMatch(line -> line.startsWith("In-Reply-To:") && line.contains(first));
    }

    private void assertExported(int items) {
        JsonNode export = wharf.json("export", DESK, "--format", "eml", "--out", "mails");

        assertThat(export.path("items").intValue()).as(export.toString()).isEqualTo(items);
        assertThat(folder.resolve("mails")).isNotEmptyDirectory();
        assertThat(up.said().toString())
                .as("nothing of a chat in what is printed")
                .doesNotContain("zanzibar", "umbrella", "quip");
    }
}
