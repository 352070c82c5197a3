package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `wharf up` as two processes, from a webhook of Meta's into somebody's mailbox.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UpIT {
    private static final int LARGE = 90 << 20;

    @TempDir private Path folder;
    private CloudStage stage;
    private CloudNumber number;
    private Wharf wharf;

    @BeforeEach
    void enrolled() throws IOException, InterruptedException {
        stage = new CloudStage(folder);
        number = stage.number();
        wharf = stage.wharf();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void whatHappensOnANumberIsInItsEmployeesMailboxWhileEverythingRuns() throws Exception {
        String text = CloudStage.id("T1");
        stage.deliver(number.text(CloudStage.CLIENT, text, "Please send the zanzibar figures"));
        String photo =
                stage.file("image", "image/jpeg", 40_000, "\"caption\":\"the yellow umbrella\"");
        String voice = stage.file("audio", "audio/ogg; codecs=opus", 9_000, "\"voice\":true");
        String large =
                stage.file("document", "application/pdf", LARGE, "\"filename\":\"atlas.pdf\"");
        stage.deliver(
                number.edit(
                        CloudStage.CLIENT,
                        CloudStage.id("E1"),
                        text,
                        "Please send the madagascar figures"));
        String regretted = CloudStage.id("T2");
        stage.deliver(number.text(CloudStage.CLIENT, regretted, "a regrettable quip"));
        stage.deliver(number.revoke(CloudStage.CLIENT, CloudStage.id("R1"), regretted));
        stage.deliver(number.call(CloudStage.CLIENT, "C1", 61));
        stage.deliver(
                number.status(
                        CloudStage.CLIENT,
                        SignedWebhooks.wamid(CloudStage.CLIENT, "NEVERSEEN", true),
                        "read"));

        JsonNode items = stage.arrived(9);

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
        stage.deliver(number.text(CloudStage.CLIENT, CloudStage.id("S1"), "said before the stop"));
        stage.restart();
        stage.deliver(number.text(CloudStage.CLIENT, CloudStage.id("S1"), "said before the stop"));
        stage.deliver(number.text(CloudStage.CLIENT, CloudStage.id("S2"), "said after the stop"));

        assertThat(stage.arrived(2).size()).isEqualTo(2);
    }

    private String found(String words) {
        JsonNode found = wharf.json("search", words, "--mailbox", CloudStage.DESK);
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
        JsonNode export =
                wharf.json("export", CloudStage.DESK, "--format", "eml", "--out", "mails");

        assertThat(export.path("items").intValue()).as(export.toString()).isEqualTo(items);
        assertThat(folder.resolve("mails")).isNotEmptyDirectory();
        assertThat(stage.up().said().toString())
                .as("nothing of a chat in what is printed")
                .doesNotContain("zanzibar", "umbrella", "quip");
    }
}
