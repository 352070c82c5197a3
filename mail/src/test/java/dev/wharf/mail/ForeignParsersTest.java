package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.event.Event;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every golden mail, and some too large to keep as files, says the same to three foreign parsers.
class ForeignParsersTest {
    @TempDir private Path folder;

    static Map<String, Event> cases() {
        Map<String, Event> cases = new LinkedHashMap<>(GoldenCases.all());
        cases.putAll(GoldenCases.large());
        return cases;
    }

    static Set<String> names() {
        return cases().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void mime4jSeesWhatWeMeant(String name) throws IOException {
        Event event = requireNonNull(cases().get(name));

        assertThat(Mime4jReader.read(GoldenTest.render(event, SampleEvents.ITEM)))
                .usingRecursiveComparison()
                .isEqualTo(meant(event));
    }

    @ParameterizedTest
    @MethodSource("names")
    void angusSeesWhatWeMeant(String name) throws IOException {
        Event event = requireNonNull(cases().get(name));

        assertThat(AngusReader.read(GoldenTest.render(event, SampleEvents.ITEM)))
                .usingRecursiveComparison()
                .isEqualTo(meant(event));
    }

    @Test
    void pythonSeesWhatWeMeantWithoutComplaint() throws IOException, InterruptedException {
        assumeTrue(
                PythonReader.available(), "SKIPPED: python3 is not installed; ./check installs it");
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, Event> one : cases().entrySet()) {
            Path file = folder.resolve(one.getKey() + ".eml");
            Files.write(file, GoldenTest.render(one.getValue(), SampleEvents.ITEM));
            files.add(file);
        }

        List<JsonNode> seen = PythonReader.read(files);

        SoftAssertions softly = new SoftAssertions();
        int i = 0;
        for (Map.Entry<String, Event> one : cases().entrySet()) {
            JsonNode mail = seen.get(i++);
            softly.assertThat(PythonReader.strings(mail.get("defects"))).as(one.getKey()).isEmpty();
            softly.assertThat(PythonReader.strings(mail.get("addresses")))
                    .as(one.getKey())
                    .isEqualTo(addresses(one.getValue()));
            softly.assertThat(PythonReader.seen(mail))
                    .as(one.getKey())
                    .usingRecursiveComparison()
                    .isEqualTo(meant(one.getValue()));
        }
        softly.assertAll();
    }

    private static List<String> addresses(Event event) {
        return new MailRenderer()
                .render(event, SampleEvents.ITEM).mail().to().mailboxes().stream()
                        .map(Mailbox::address)
                        .toList();
    }

    private static Seen meant(Event event) {
        return Seen.of(new MailRenderer().render(event, SampleEvents.ITEM).mail());
    }
}
