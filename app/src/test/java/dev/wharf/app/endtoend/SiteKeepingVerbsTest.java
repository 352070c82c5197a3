package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.enrolment.LinkedRisk;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Credentials, secrets, links and what the site says of itself, from the command line; alone, and
/// in the process that runs the site.
class SiteKeepingVerbsTest {

    private Wharf wharf;

    @BeforeEach
    void site(@TempDir Path folder) {
        wharf = Sites.at(folder);
    }

    @Test
    void aSecretComesFromStandardInputAndIsNeverShownAgain() throws IOException {
        wharf.answering("s3cret-of-the-app\n", "site", "secret", "put", "cloud/main/app-secret")
                .succeeded();

        Wharf.Result list = wharf.run("site", "secret", "list").succeeded();

        assertThat(list.out()).contains("cloud/main/app-secret").doesNotContain("s3cret");
        assertThat(wharf.run("site", "audit").out()).doesNotContain("s3cret");
        try (var files = Files.walk(wharf.home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(
                                new String(
                                        Files.readAllBytes(file),
                                        java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("s3cret-of-the-app");
            }
        }
    }

    @Test
    void aSecretHasVersionsUntilTheyAreRetired() {
        wharf.write("key", "first key of the gateway");
        wharf.run("site", "secret", "put", "gateway/waha/key", "--file", "key").succeeded();
        wharf.answering("second", "site", "secret", "put", "gateway/waha/key").succeeded();

        wharf.run("site", "secret", "retire", "gateway/waha/key", "1").succeeded();

        JsonNode left = wharf.json("site", "secret", "list").path("secrets");
        assertThat(left).hasSize(1);
        assertThat(left.path(0).path("version").intValue()).isEqualTo(2);
        assertThat(wharf.run("site", "secret", "retire", "gateway/waha/key", "1").exit())
                .isEqualTo(2);
    }

    @Test
    void anEmptySecretIsRefused() {
        Wharf.Result result = wharf.answering("\n", "site", "secret", "put", "smtp/password");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(wharf.json("site", "secret", "list").path("secrets")).isEmpty();
    }

    @Test
    void credentialsWaitForTheFirstStart() {
        assertThat(wharf.run("site", "credential", "create", "eve", "--role", "connector").exit())
                .isEqualTo(6);
    }

    @Test
    void aRotatedPasswordIsAnotherAndShownOnce() throws Exception {
        try (Wharf.Staying _ = wharf.start("site", "run", "--json")) {
            assertThat(wharf.json("site", "credential", "list").path("credentials")).hasSize(2);
        }

        String first =
                wharf.json("site", "credential", "rotate", "admin").path("password").asString();
        String second =
                wharf.json("site", "credential", "rotate", "admin").path("password").asString();

        assertThat(second).isNotEqualTo(first).hasSizeGreaterThan(15);
        assertThat(wharf.run("site", "credential", "list").out()).doesNotContain(second);
        assertThat(wharf.run("site", "credential", "revoke", "admin").exit()).isEqualTo(6);
        wharf.run("site", "credential", "create", "eve", "--role", "administrator").succeeded();
        wharf.run("site", "credential", "revoke", "admin").succeeded();
        assertThat(wharf.json("site", "sessions").path("sessions")).isEmpty();
    }

    @Test
    void aCommandRunsInTheProcessThatRunsTheSite() throws Exception {
        try (Wharf.Staying running = wharf.start("site", "run", "--json")) {
            assertThat(running.ready()).contains("\"address\":\"http://127.0.0.1:");

            String id = Sites.linked(wharf, "Ana", "+34 612 345 678");
            wharf.answering("0123456789abcdef", "site", "secret", "put", "gateway/waha/key")
                    .succeeded();

            assertThat(wharf.json("site", "account", "show", id).at("/account/id").asString())
                    .isEqualTo(id);
            assertThat(wharf.json("site", "doctor").path("running").booleanValue()).isTrue();
            assertThat(wharf.run("site", "run").exit()).isEqualTo(75);
        }

        assertThat(wharf.home().resolve("site/socket")).doesNotExist();
        assertThat(wharf.json("site", "account", "list").path("accounts")).hasSize(1);
        String user = System.getProperty("user.name");
        assertThat(wharf.run("site", "audit").out()).contains(user + "@testhost");
    }

    @Test
    void theRiskOfLinkedDevicesIsReadAndAccepted() {
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");
        assertThat(wharf.run("site", "link", "send", id).err()).contains("accept-risk");

        Wharf.Result asked = wharf.run("site", "link", "accept-risk");
        assertThat(asked.exit()).isEqualTo(6);
        assertThat(asked.out()).contains("against WhatsApp's terms of service");
        assertThat(wharf.atTerminals("0").answering("n\n", "site", "link", "accept-risk").exit())
                .isEqualTo(6);
        assertThat(wharf.run("site", "link", "accept-risk", "--yes-digest", "0".repeat(64)).exit())
                .isEqualTo(2);
        wharf.atTerminals("");
        String digest = LinkedRisk.TEXT.digest().sha256();
        wharf.run("site", "link", "accept-risk", "--yes-digest", digest).succeeded();

        assertThat(wharf.json("site", "link", "list").path("riskAccepted").booleanValue()).isTrue();
    }

    @Test
    void aLinkNeedsAMailServer() {
        String digest = LinkedRisk.TEXT.digest().sha256();
        wharf.run("site", "link", "accept-risk", "--yes-digest", digest).succeeded();
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");

        Wharf.Result result = wharf.run("site", "link", "send", id);

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("smtp-host");
        wharf.run("site", "link", "revoke", id).succeeded();
    }

    @Test
    void anAlertThatIsNotThereCannotBeAcknowledged() {
        assertThat(wharf.json("site", "alerts").path("alerts")).isEmpty();
        assertThat(wharf.json("site", "gaps").path("gaps")).isEmpty();
        assertThat(wharf.run("site", "alerts", "ack", "7").exit()).isEqualTo(2);
    }

    @Test
    void filesAreHandedToASiteElsewhere(@TempDir Path elsewhere) throws Exception {
        Wharf here = new Wharf(elsewhere);
        here.write("WhatsApp Chat with Offer.txt", "14/09/2026, 08:58 - Ana: Good morning\n");
        try (Wharf.Staying running = wharf.start("site", "run", "--json")) {
            String password =
                    wharf.json("site", "credential", "rotate", "archive")
                            .path("password")
                            .asString();
            here.write("password", password + "\n");
            String at =
                    tools.jackson.databind.json.JsonMapper.shared()
                            .readTree(running.ready())
                            .path("address")
                            .asString();

            JsonNode handed =
                    here.json(
                            "site",
                            "upload",
                            "WhatsApp Chat with Offer.txt",
                            "--to",
                            at,
                            "--credential",
                            "archive",
                            "--password-file",
                            "password");

            assertThat(handed.path("files").path(0).path("record").intValue()).isEqualTo(1);
        }
    }

    @Test
    void aPasswordDoesNotTravelInTheClear(@TempDir Path elsewhere) {
        Wharf here = new Wharf(elsewhere);
        here.write("password", "x");

        Wharf.Result result =
                here.run(
                        "site",
                        "upload",
                        "chat.txt",
                        "--to",
                        "http://capture.firm.example",
                        "--credential",
                        "archive",
                        "--password-file",
                        "password");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("https://");
    }
}
