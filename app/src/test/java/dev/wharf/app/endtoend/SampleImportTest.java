package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.SampleExports;
import dev.wharf.testkit.Samples;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every sample export from the command line: archived with the right counts, or asked about and
/// not archived until the answer is there; and all of them again, which adds nothing.
class SampleImportTest {

    @TempDir private Path folder;

    @Test
    void everySampleIsArchivedOrAskedAboutAndAddsNothingAgain() {
        Path samples = Samples.require("phone/exports");
        Wharf wharf = new Wharf(folder);
        Chats.users(wharf);
        List<SampleExports> clear =
                SampleExports.all().stream().filter(row -> row.order() == null).toList();
        List<SampleExports> asking =
                SampleExports.all().stream().filter(row -> row.order() != null).toList();

        SoftAssertions softly = new SoftAssertions();
        assertArchived(softly, clear, imported(wharf, samples, clear));
        Wharf.Result asked = imported(wharf, samples, asking);
        assertThat(asked.exit()).isEqualTo(3);
        asked.json().path("sources").forEach(source -> assertAskedAbout(softly, source));
        assertArchived(softly, asking, imported(wharf, samples, asking, "--date-order", "dmy"));

        assertAddsNothing(softly, imported(wharf, samples, clear));
        assertAddsNothing(softly, imported(wharf, samples, asking, "--date-order", "dmy"));
        softly.assertAll();
    }

    private static Wharf.Result imported(
            Wharf wharf, Path samples, List<SampleExports> rows, String... more) {
        List<String> arguments = new ArrayList<>(List.of("import", "--users", "users.csv"));
        arguments.addAll(List.of(more));
        arguments.add("--json");
        rows.forEach(row -> arguments.add(samples.resolve(row.file()).toString()));
        return wharf.run(arguments.toArray(String[]::new));
    }

    private static void assertArchived(
            SoftAssertions softly, List<SampleExports> rows, Wharf.Result result) {
        JsonNode run = result.succeeded().json();
        Map<String, JsonNode> sources = new HashMap<>();
        run.path("sources")
                .forEach(source -> sources.put(source.path("file").stringValue(), source));
        assertThat(sources).hasSameSizeAs(rows);
        ImportTest.assertAddUp(run.path("counters"));
        for (SampleExports row : rows) {
            JsonNode source = sources.get(row.file());
            assertThat(source).as(row.file()).isNotNull();
            String read =
                    "%s %d %s %s %s %d %d"
                            .formatted(
                                    source.path("outcome").stringValue(),
                                    source.path("events").longValue(),
                                    source.path("firstLocal").stringValue(),
                                    source.path("lastLocal").stringValue(),
                                    senders(source),
                                    source.path("attachments").path("missing").longValue(),
                                    source.path("byKind").path("deletion").asLong(0));
            softly.assertThat(read)
                    .as(row.file())
                    .isEqualTo(
                            "imported %d %s %s %s %d %d"
                                    .formatted(
                                            row.events(),
                                            row.first(),
                                            row.last(),
                                            row.senders(),
                                            row.missing(),
                                            row.deleted()));
            long dealtWith = source.path("added").longValue() + source.path("aligned").longValue();
            softly.assertThat(dealtWith).as(row.file()).isEqualTo(row.events());
        }
    }

    private static String senders(JsonNode source) {
        List<String> senders = new ArrayList<>();
        source.path("senders")
                .properties()
                .forEach(one -> senders.add(one.getKey() + "=" + one.getValue().longValue()));
        return String.join(" ", senders);
    }

    private static void assertAskedAbout(SoftAssertions softly, JsonNode source) {
        String file = source.path("file").stringValue();
        softly.assertThat(source.path("outcome").stringValue()).as(file).isEqualTo("refused");
        softly.assertThat(source.path("added").longValue()).as(file).isZero();
        softly.assertThat(source.path("questions").size()).as(file).isOne();
        softly.assertThat(source.path("questions").path(0).path("option").stringValue())
                .as(file)
                .isEqualTo("--date-order");
    }

    private static void assertAddsNothing(SoftAssertions softly, Wharf.Result result) {
        JsonNode run = result.succeeded().json();
        run.path("sources")
                .forEach(
                        source ->
                                softly.assertThat(source.path("added").longValue())
                                        .as(source.path("file").stringValue())
                                        .isZero());
        softly.assertThat(run.path("counters").path("imported").longValue()).isZero();
    }
}
