package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What docs/cli-json.md says that verbs print.
final class DocumentedJson {

    /// Members that are maps by somebody's name, not objects with fixed members.
    private static final Set<String> MAPS = Set.of("byKind", "senders", "details", "fields");

    private static final Pattern EXAMPLE =
            Pattern.compile("```json (\\S+)\\n(.*?)\\n```(.*?)(?=\\n```json |\\z)", Pattern.DOTALL);
    private static final Pattern NULLABLE =
            Pattern.compile("May be null: (.*?)\\.\\n", Pattern.DOTALL);

    private record Example(JsonNode json, Set<String> nullable) {}

    private final Map<String, Example> examples;

    private DocumentedJson(Map<String, Example> examples) {
        this.examples = examples;
    }

    static DocumentedJson read() throws IOException {
        return new DocumentedJson(examples());
    }

    /// Every member of the example is there, with the same type.
    void check(String name, JsonNode actual) {
        Example example = Objects.requireNonNull(examples.get(name), name);
        same(name, example.json(), actual, example.nullable());
    }

    private static void same(String at, JsonNode example, JsonNode actual, Set<String> nullable) {
        String member = at.substring(at.lastIndexOf('.') + 1).replace("[]", "");
        if (actual.isNull() || example.isNull()) {
            assertThat(nullable).as("%s may be null", at).contains(member);
            return;
        }
        assertThat(type(actual)).as("type of %s", at).isEqualTo(type(example));
        if (MAPS.contains(member)) {
            return;
        }
        for (String name : example.propertyNames()) {
            assertThat(actual.has(name)).as("%s.%s is there", at, name).isTrue();
            same(at + "." + name, example.path(name), actual.path(name), nullable);
        }
        if (example.isArray() && !example.isEmpty()) {
            for (JsonNode element : actual) {
                if (!isShort(element)) {
                    same(at + "[]", example.path(0), element, nullable);
                }
            }
        }
    }

    /// An erased item, or a file in which nothing could be read, says less.
    private static boolean isShort(JsonNode element) {
        return element.path("erased").asBoolean(false);
    }

    private static JsonNodeType type(JsonNode node) {
        return node.getNodeType();
    }

    private static Map<String, Example> examples() throws IOException {
        String page = Files.readString(repository().resolve("docs/cli-json.md"));
        Map<String, Example> examples = new HashMap<>();
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            Set<String> nullable = new TreeSet<>();
            Matcher said = NULLABLE.matcher(matcher.group(3));
            if (said.find()) {
                Pattern.compile("`(\\w+)`")
                        .matcher(said.group(1))
                        .results()
                        .forEach(name -> nullable.add(name.group(1)));
            }
            examples.put(
                    matcher.group(1),
                    new Example(JsonMapper.shared().readTree(matcher.group(2)), nullable));
        }
        return examples;
    }

    static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs/cli-json.md"))
                ? here
                : Objects.requireNonNull(here.getParent());
    }
}
