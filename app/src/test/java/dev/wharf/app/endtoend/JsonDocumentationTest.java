package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.enrolment.LinkedRisk;

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
    private static final Set<String> MAPS = Set.of("byKind", "senders", "details", "fields");

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

    @Test
    void everyVerbOfASitePrintsWhatTheDocumentationSays() throws IOException {
        Map<String, Example> examples = examples();
        Wharf wharf = Sites.at(folder);
        try (Wharf.Staying running = wharf.start("site", "run", "--json")) {
            check(examples, "site-run", JsonMapper.shared().readTree(running.ready()));
            people(examples, wharf);
            keeping(examples, wharf);
            wharf.write("chat.txt", "14/09/2026, 08:58 - Ana: Good morning\n");
            wharf.write("password", password(wharf));
            String to = JsonMapper.shared().readTree(running.ready()).path("address").asString();
            check(
                    examples,
                    "site-upload",
                    wharf.json(
                            "site",
                            "upload",
                            "chat.txt",
                            "--to",
                            to,
                            "--credential",
                            "archive",
                            "--password-file",
                            "password"));
            check(examples, "site-sessions", wharf.json("site", "sessions"));
        }
    }

    private static void people(Map<String, Example> examples, Wharf wharf) {
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");
        check(
                examples,
                "site-account",
                wharf.json("site", "account", "assign", id, "+34612345678"));
        check(examples, "site-account-list", wharf.json("site", "account", "list"));
        check(examples, "site-account-show", wharf.json("site", "account", "show", id));
        wharf.write("more.csv", "name,email,phone,method\nBen,ben@firm.example,,upload\n");
        check(examples, "site-account-import", wharf.json("site", "account", "import", "more.csv"));
        check(examples, "site-account-export-users", wharf.json("site", "account", "export-users"));
        wharf.write("notice.txt", "Your chats are archived.");
        check(
                examples,
                "site-consent-record",
                wharf.json(
                        "site",
                        "consent",
                        "record",
                        id,
                        "--signed",
                        "Ana Ruiz",
                        "--notice",
                        "notice.txt",
                        "--notice-version",
                        "1"));
        check(examples, "site-consent-list", wharf.json("site", "consent", "list", id));
        check(
                examples,
                "site-scope",
                wharf.json("site", "scope", "set", id, "--groups", "1@g.us", "--reason", "test"));
        check(examples, "site-exclusions", wharf.json("site", "exclusions"));
        check(
                examples,
                "site-consent-withdraw",
                wharf.json("site", "consent", "withdraw", id, "--reason", "test"));
    }

    private static void keeping(Map<String, Example> examples, Wharf wharf) {
        String digest = LinkedRisk.TEXT.digest().sha256();
        check(
                examples,
                "site-link-accept-risk",
                wharf.json("site", "link", "accept-risk", "--yes-digest", digest));
        check(examples, "site-link-list", wharf.json("site", "link", "list"));
        check(examples, "site-link-revoke", wharf.json("site", "link", "revoke", "a1"));
        check(
                examples,
                "site-credential",
                wharf.json("site", "credential", "create", "eve", "--role", "connector"));
        check(examples, "site-credential-list", wharf.json("site", "credential", "list"));
        check(
                examples,
                "site-credential-revoke",
                wharf.json("site", "credential", "revoke", "eve"));
        check(
                examples,
                "site-secret-put",
                wharf.answering("x", "site", "secret", "put", "smtp/password", "--json").json());
        check(examples, "site-secret-list", wharf.json("site", "secret", "list"));
        check(
                examples,
                "site-secret-retire",
                wharf.json("site", "secret", "retire", "smtp/password", "1"));
        check(examples, "site-alerts", wharf.json("site", "alerts"));
        check(examples, "site-gaps", wharf.json("site", "gaps"));
        check(examples, "site-audit", wharf.json("site", "audit"));
        check(examples, "site-doctor", wharf.json("site", "doctor"));
    }

    private static String password(Wharf wharf) {
        return wharf.json("site", "credential", "rotate", "archive").path("password").asString();
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
