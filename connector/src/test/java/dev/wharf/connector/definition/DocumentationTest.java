package dev.wharf.connector.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the pages say of connectors is what the code does.
class DocumentationTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String MAPPING = "External User ID,Microsoft 365 User Mailbox\n";

    private static String page(String name) {
        try {
            return Files.readString(
                    Path.of("").toAbsolutePath().resolveSibling("docs").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void everyKeyHasItsPlaceInTheManual() {
        String manual = page("connector-file.md");

        for (ConnectorKey key : ConnectorKey.values()) {
            assertThat(manual).as("%s", key).contains("| `" + key.key() + "` |");
        }
    }

    @Test
    void everyExampleOfTheManualIsAConnector() {
        ConnectorFile file = new ConnectorFile(Definitions.TERMS, Definitions.ANY);
        Stream<String> examples =
                YAML.matcher(page("connector-file.md"))
                        .results()
                        .map((MatchResult r) -> r.group(1));

        Map<String, ConnectorDefinition> read =
                examples.map(
                                text ->
                                        file.read(
                                                new ConnectorText(
                                                        "connector-file.md",
                                                        text,
                                                        _ -> Definitions.utf8(MAPPING)),
                                                Definitions.ACCEPTED))
                        .collect(Collectors.toMap(one -> one.name().value(), Function.identity()));

        assertThat(read).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void theTermsAreThoseOfThePage() {
        String page = words(page("data-path.md"));

        for (String paragraph : Terms.current().text().split("\n\n")) {
            String body = words(paragraph.replaceFirst("^[0-9]+\\. [^.]*\\. ", "")).strip();
            assertThat(page).contains(body);
        }
    }
}
