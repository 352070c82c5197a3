package dev.wharf.app.endtoend;

import dev.wharf.site.enrolment.LinkedRisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Every verb prints what docs/cli-json.md says.
class JsonDocumentationTest {

    @TempDir private Path folder;

    @Test
    void everyVerbPrintsWhatTheDocumentationSays() throws IOException {
        DocumentedJson examples = DocumentedJson.read();
        Wharf wharf = new Wharf(folder.resolve("x")).with("HOME", folder.toString());
        Files.createDirectories(wharf.folder());
        examples.check("error", wharf.json("mailboxes"));

        JsonNode demo = wharf.json("demo", "--home", folder.resolve("demo").toString());
        examples.check("demo", demo);
        examples.check("import", demo);
        wharf.with("WHARF_HOME", folder.resolve("demo/home").toString());
        examples.check("mailboxes", wharf.json("mailboxes"));
        examples.check("show-mailbox", wharf.json("show", "lena.hartmann@harbour.example"));
        JsonNode found = wharf.json("search", "hasattachment:true");
        examples.check("search", found);
        String item = found.path("hits").path(0).path("item").stringValue();
        examples.check("show-item", wharf.json("show", item));
        examples.check(
                "export", wharf.json("export", "sam.carter@harbour.example", "--format", "mbox"));
        examples.check("runs", wharf.json("runs"));
        examples.check("import", wharf.json("runs", "run-000001"));
        examples.check("quarantine-list", wharf.json("quarantine", "list"));
        String party =
                wharf.json("quarantine", "list").path("waiting").path(0).path("party").asString();
        examples.check(
                "quarantine-map",
                wharf.json("quarantine", "map", party, "mei.tanaka@harbour.example"));
        examples.check("quarantine-replay", wharf.json("quarantine", "replay"));
        examples.check("erase", wharf.json("erase", item, "--reason", "test", "--yes"));
        examples.check(
                "keys-confirm-recovery", confirmed(wharf, demo.path("recoveryKey").stringValue()));
        examples.check("backup", wharf.json("backup", folder.resolve("backup").toString()));
        examples.check(
                "restore",
                wharf.json(
                        "restore",
                        folder.resolve("backup").toString(),
                        "--home",
                        folder.resolve("restored").toString(),
                        "--recovery-key",
                        demo.path("recoveryKey").stringValue()));
        examples.check("keys-renew-recovery", wharf.json("keys", "renew-recovery", "--yes"));
        examples.check("keys-rotate", wharf.json("keys", "rotate"));
        examples.check("keys-custody", wharf.json("keys", "custody"));
        wharf.write("key.txt", "0123456789abcdef".repeat(4));
        examples.check("phone-key-add", wharf.json("phone-key", "add", "--file", "key.txt"));
        examples.check("phone-key-list", wharf.json("phone-key", "list"));
        examples.check("phone-key-remove", wharf.json("phone-key", "remove", "1"));
        examples.check("verify", wharf.json("verify"));
        examples.check("rebuild", wharf.json("rebuild"));
        examples.check("redecode", wharf.json("redecode", "--all"));
        examples.check("audit", wharf.json("audit"));
        examples.check("config-show", wharf.json("config", "show"));
        examples.check("version", wharf.json("version"));
    }

    @Test
    void everyVerbOfASitePrintsWhatTheDocumentationSays() throws IOException {
        DocumentedJson examples = DocumentedJson.read();
        Wharf wharf = Sites.at(folder);
        try (Wharf.Staying running = wharf.start("site", "run", "--json")) {
            examples.check("site-run", JsonMapper.shared().readTree(running.ready()));
            people(examples, wharf);
            keeping(examples, wharf);
            wharf.write("chat.txt", "14/09/2026, 08:58 - Ana: Good morning\n");
            wharf.write("password", password(wharf));
            String to = JsonMapper.shared().readTree(running.ready()).path("address").asString();
            examples.check(
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
            examples.check("site-sessions", wharf.json("site", "sessions"));
        }
    }

    private static void people(DocumentedJson examples, Wharf wharf) {
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");
        examples.check("site-account", wharf.json("site", "account", "assign", id, "+34612345678"));
        examples.check("site-account-list", wharf.json("site", "account", "list"));
        examples.check("site-account-show", wharf.json("site", "account", "show", id));
        wharf.write("more.csv", "name,email,phone,method\nBen,ben@firm.example,,upload\n");
        examples.check("site-account-import", wharf.json("site", "account", "import", "more.csv"));
        examples.check("site-account-export-users", wharf.json("site", "account", "export-users"));
        wharf.write("notice.txt", "Your chats are archived.");
        examples.check(
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
        examples.check("site-consent-list", wharf.json("site", "consent", "list", id));
        examples.check(
                "site-scope",
                wharf.json("site", "scope", "set", id, "--groups", "1@g.us", "--reason", "test"));
        examples.check("site-exclusions", wharf.json("site", "exclusions"));
        examples.check(
                "site-consent-withdraw",
                wharf.json("site", "consent", "withdraw", id, "--reason", "test"));
    }

    private static void keeping(DocumentedJson examples, Wharf wharf) {
        String digest = LinkedRisk.TEXT.digest().sha256();
        examples.check(
                "site-link-accept-risk",
                wharf.json("site", "link", "accept-risk", "--yes-digest", digest));
        examples.check("site-link-list", wharf.json("site", "link", "list"));
        examples.check("site-link-revoke", wharf.json("site", "link", "revoke", "a1"));
        examples.check(
                "site-credential",
                wharf.json("site", "credential", "create", "eve", "--role", "connector"));
        examples.check("site-credential-list", wharf.json("site", "credential", "list"));
        examples.check("site-credential-revoke", wharf.json("site", "credential", "revoke", "eve"));
        examples.check(
                "site-secret-put",
                wharf.answering("x", "site", "secret", "put", "smtp/password", "--json").json());
        examples.check("site-secret-list", wharf.json("site", "secret", "list"));
        examples.check(
                "site-secret-retire", wharf.json("site", "secret", "retire", "smtp/password", "1"));
        examples.check("site-alerts", wharf.json("site", "alerts"));
        examples.check("site-gaps", wharf.json("site", "gaps"));
        examples.check("site-audit", wharf.json("site", "audit"));
        examples.check("site-doctor", wharf.json("site", "doctor"));
    }

    private static String password(Wharf wharf) {
        return wharf.json("site", "credential", "rotate", "archive").path("password").asString();
    }

    private static JsonNode confirmed(Wharf wharf, String key) {
        return wharf.answering(key, "keys", "confirm-recovery", "--json").json();
    }
}
