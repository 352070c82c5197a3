package dev.wharf.app.endtoend;

import static dev.wharf.app.endtoend.CloudStage.CLIENT;
import static dev.wharf.app.endtoend.CloudStage.DESK;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// From a webhook of Meta's through site, archive and connector into a real IMAP server and the
/// fake of Microsoft 365, as it ships.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectorUpIT {
    /// With all the rest below what a mailbox takes in five minutes: 150 MB.
    private static final int LARGE = 140_000_000;

    @TempDir private Path folder;
    private Destinations destinations;
    private CloudStage stage;
    private CloudNumber number;
    private Wharf wharf;

    @BeforeEach
    void running() throws IOException, InterruptedException {
        destinations = new Destinations(DESK);
        stage = new CloudStage(folder);
        number = stage.number();
        wharf = stage.wharf();
        destinations.secrets(wharf);
        wharf.write("mail.yaml", destinations.file("mail", "at-once"));
        wharf.run("connector", "create", "mail.yaml", "--accept-terms").succeeded();
    }

    @AfterEach
    void end() {
        stage.close();
        destinations.close();
    }

    @Test
    void everyKindOfEventIsInBothPlacesByItself() throws Exception {
        String text = CloudStage.id("T1");
        stage.deliver(number.text(CLIENT, text, "Please send the zanzibar figures"));
        stage.file("image", "image/jpeg", 40_000, "\"caption\":\"the yellow umbrella\"");
        stage.file("audio", "audio/ogg; codecs=opus", 9_000, "\"voice\":true");
        stage.file("video", "video/mp4", 4 << 20, "\"caption\":\"the harbour\"");
        stage.file("document", "application/pdf", LARGE, "\"filename\":\"atlas.pdf\"");
        stage.deliver(number.edit(CLIENT, CloudStage.id("E1"), text, "the madagascar figures"));
        String regretted = CloudStage.id("T2");
        stage.deliver(number.text(CLIENT, regretted, "a regrettable quip"));
        stage.deliver(number.revoke(CLIENT, CloudStage.id("R1"), regretted));
        stage.deliver(number.call(CLIENT, "C1", 61));
        stage.deliver(
                number.message(
                        CLIENT,
                        CloudStage.id("X1"),
                        "reaction",
                        "{\"message_id\":\"%s\",\"emoji\":\"👍\"}".formatted(text)));
        stage.deliver(
                number.message(
                        CLIENT,
                        CloudStage.id("L1"),
                        "location",
                        "{\"latitude\":51.5,\"longitude\":-0.12,\"name\":\"The office\"}"));
        stage.deliver(
                number.status(CLIENT, SignedWebhooks.wamid(CLIENT, "NEVERSEEN", true), "read"));

        JsonNode items = stage.arrived(12);
        List<String> expected =
                items.valueStream()
                        .map(item -> item.path("item").stringValue() + "@item.wharf.invalid")
                        .toList();
        Eventually.has(
                "all items in both places",
                () -> destinations.inExchange(DESK).size() + destinations.inDovecot(DESK).size(),
                found -> found >= 2 * expected.size());

        // An item is there before its large files are.
        Eventually.has("the atlas", this::files, found -> found.contains(LARGE));
        assertThat(destinations.inDovecot(DESK)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(destinations.inExchange(DESK)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(files()).containsExactlyInAnyOrder(LARGE, 40_000, 9_000, 4 << 20);
        assertThat(destinations.exchange().wrong()).isEmpty();
        JsonNode shown = wharf.json("connector", "show", "mail");
        assertThat(shown.path("debts")).isEmpty();
    }

    @Test
    void aPauseOfDaysIsCaughtUp() throws Exception {
        wharf.run("connector", "pause", "mail").succeeded();
        for (int day = 0; day < 3; day++) {
            stage.deliver(number.text(CLIENT, CloudStage.id("P" + day), "said on day " + day));
        }
        stage.arrived(3);
        assertThat(destinations.inDovecot(DESK)).isEmpty();

        wharf.run("connector", "resume", "mail").succeeded();

        Eventually.has(
                "three items in both places",
                () -> destinations.inDovecot(DESK).size() + destinations.inExchange(DESK).size(),
                found -> found >= 6);
        assertThat(destinations.inDovecot(DESK)).hasSize(3);
        assertThat(destinations.inExchange(DESK)).hasSize(3);
    }

    @Test
    void whatIsPulledGoesThroughStagingAndLeavesProof() throws Exception {
        Path staging = folder.resolve("staging");
        wharf.write(
                "staged.yaml",
                """
                name: staged
                schedule: manual
                staging: {kind: disk, settings: {folder: %s}}
                """
                        .formatted(staging));
        wharf.run("connector", "create", "staged.yaml", "--accept-terms").succeeded();
        stage.restart();
        stage.deliver(number.text(CLIENT, CloudStage.id("S1"), "about the umbrella"));
        stage.file("image", "image/jpeg", 300_000, "\"caption\":\"the umbrella itself\"");
        stage.arrived(2);

        Eventually.holds(
                "proof in the ledger",
                () ->
                        wharf.json("audit", "--type", "purge")
                                .toString()
                                .contains("\"what\":\"staging\""));
        Eventually.holds("staging is empty", () -> objects(staging).isEmpty());
        assertThat(destinations.inDovecot(DESK)).hasSizeLessThanOrEqualTo(2);
    }

    private static List<Path> objects(Path staging) throws IOException {
        try (Stream<Path> files = Files.walk(staging.resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<Integer> files() {
        return destinations.exchange().messages(DESK, Destinations.FOLDER).stream()
                .flatMap(message -> message.attachments().stream())
                .map(file -> file.content().length)
                .toList();
    }
}
