package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

/// Every verb prints what docs/cli-json.md says.
class JsonDocumentationTest {

    /// Members that are maps by somebody's name, not objects with fixed members.
    private static final Set<String> MAPS = Set.of("byKind", "senders", "details");

    private static final Pattern EXAMPLE =
            Pattern.compile("```json (\\S+)\\n(.*?)\\n```(.*?)(?=\\n```json |\\z)", Pattern.DOTALL);
    private static final Pattern NULLABLE =
            Pattern.compile("May be null: (.*?)\\.\\n", Pattern.DOTALL);

    private record Example(JsonNode json, Set<String> nullable) {}

    @TempDir private Path folder;

    @Test
    void everyVerbPrintsWhatTheDocumentationSays() throws IOException {
        Map<String, Example> examples = examples();
        Wharf wharf = new Wharf(folder.resolve("x")).with("HOME", folder.toString());
        Files.createDirectories(wharf.folder());
        check(examples, "error", wharf.json("mailboxes"));

        JsonNode demo = wharf.json("demo", "--home", folder.resolve("demo").toString());
        check(examples, "demo", demo);
        check(examples, "import", demo);
        wharf.with("WHARF_HOME", folder.resolve("demo/home").toString());
        check(examples, "mailboxes", wharf.json("mailboxes"));
        check(examples, "show-mailbox", wharf.json("show", "lena.hartmann@harbour.example"));
        JsonNode found = wharf.json("search", "hasattachment:true");
        check(examples, "search", found);
        String item = found.path("hits").path(0).path("item").stringValue();
        check(examples, "show-item", wharf.json("show", item));
        check(
                examples,
                "export",
                wharf.json("export", "sam.carter@harbour.example", "--format", "mbox"));
        check(examples, "runs", wharf.json("runs"));
        check(examples, "import", wharf.json("runs", "run-000001"));
        check(examples, "quarantine-list", wharf.json("quarantine", "list"));
        String party =
                wharf.json("quarantine", "list").path("waiting").path(0).path("party").asString();
        check(
                examples,
                "quarantine-map",
                wharf.json("quarantine", "map", party, "mei.tanaka@harbour.example"));
        check(examples, "quarantine-replay", wharf.json("quarantine", "replay"));
        check(examples, "erase", wharf.json("erase", item, "--reason", "test", "--yes"));
        check(
                examples,
                "keys-confirm-recovery",
                confirmed(wharf, demo.path("recoveryKey").stringValue()));
        check(examples, "backup", wharf.json("backup", folder.resolve("backup").toString()));
        check(
                examples,
                "restore",
                wharf.json(
                        "restore",
                        folder.resolve("backup").toString(),
                        "--home",
                        folder.resolve("restored").toString(),
                        "--recovery-key",
                        demo.path("recoveryKey").stringValue()));
        check(examples, "keys-renew-recovery", wharf.json("keys", "renew-recovery", "--yes"));
        check(examples, "keys-rotate", wharf.json("keys", "rotate"));
        check(examples, "keys-custody", wharf.json("keys", "custody"));
        check(examples, "verify", wharf.json("verify"));
        check(examples, "rebuild", wharf.json("rebuild"));
        check(examples, "redecode", wharf.json("redecode", "--all"));
        check(examples, "audit", wharf.json("audit"));
        check(examples, "config-show", wharf.json("config", "show"));
        check(examples, "version", wharf.json("version"));
    }

    private static JsonNode confirmed(Wharf wharf, String key) {
        return wharf.answering(key, "keys", "confirm-recovery", "--json").json();
    }

    private static void check(Map<String, Example> examples, String name, JsonNode actual) {
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
