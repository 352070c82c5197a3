package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.cloudapi.Summary;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.testkit.Samples;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Every sample, against what a person read in it: `samples.txt` has a line for each event. Samples
/// of other gateways show shapes only and must end as kept.
class SampleWebhooksTest {
    @TestFactory
    Stream<DynamicTest> readsTheSample() throws IOException {
        Path folder = Samples.require("linked");
        return expected().entrySet().stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getKey(),
                                        () -> reads(folder, file.getKey(), file.getValue())));
    }

    private static void reads(Path folder, String file, List<String> expected) throws IOException {
        Webhook sample = Webhook.bytes(Files.readAllBytes(folder.resolve(file)));

        List<Event> events = sample.events();

        assertThat(events).extracting(Summary::of).isEqualTo(expected);
        assertThat(sample.report().events()).isEqualTo(events.size());
        assertThat(sample.recognised(SourceKind.CHAT_EXPORT)).isEqualTo(isOurs(file));
        if (!isOurs(file)) {
            assertThat(events).extracting(Event::kind).containsOnly(EventKind.UNKNOWN);
        }
    }

    private static boolean isOurs(String file) {
        return file.startsWith("gowa-")
                || (file.startsWith("waha-") && !file.equals("waha-hmac-vector.json"));
    }

    @Test
    void everySampleIsInTheTable() throws IOException {
        try (Stream<Path> files = Files.list(Samples.require("linked"))) {
            List<String> present =
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .toList();

            assertThat(new TreeSet<>(expected().keySet()))
                    .containsExactlyInAnyOrderElementsOf(present);
        }
    }

    private static Map<String, List<String>> expected() throws IOException {
        Map<String, List<String>> files = new LinkedHashMap<>();
        List<String> events = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(
                        SampleWebhooksTest.class.getResourceAsStream("samples.txt"))) {
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (line.startsWith("  ")) {
                    events.add(line.substring(2));
                } else if (!line.isBlank()) {
                    events = new ArrayList<>();
                    files.put(line, events);
                }
            }
        }
        return files;
    }
}
