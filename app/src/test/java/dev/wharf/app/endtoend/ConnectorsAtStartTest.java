package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.ConnectorStore;
import dev.wharf.connector.definition.ConnectorText;
import dev.wharf.connector.definition.Terms;
import dev.wharf.connector.definition.TermsAcceptance;
import dev.wharf.core.key.Secret;
import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `wharf up` with connectors that stand in its configuration.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectorsAtStartTest {
    private static final String DESK = "desk@firm.example";
    private static final String CLIENT = "491700001234";
    private static final String UP = "Wharf is up";
    private static final String ALONE = "name: alone\nschedule: manual\n";

    @TempDir private Path folder;
    private final CloudNumber number = new CloudNumber("106540352242922", "4930123456");
    private Wharf wharf;

    @BeforeEach
    void configured() throws IOException {
        wharf = new Wharf(folder);
        Files.createDirectories(wharf.home());
        wharf.write(
                "home/config.yaml",
                """
                # All there is to set
                firm: Firm GmbH
                contact: compliance@firm.example
                site-listen: 127.0.0.1:0
                site-health: 127.0.0.1:0
                graph-address: http://127.0.0.1:9
                journal-days: 1
                zone: Europe/Berlin
                workers: 1
                connectors: mail.yaml
                """);
    }

    private Wharf.Staying up(String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("up", "--recovery-key-file", "recovery-key"));
        arguments.addAll(List.of(more));
        return wharf.startSaying(UP, arguments.toArray(String[]::new));
    }

    private void enrol() {
        secret("app-secret", CloudNumber.APP_SECRET);
        secret("verify-token", CloudNumber.VERIFY_TOKEN);
        secret("access-token", CloudNumber.TOKEN);
        wharf.run(
                        "site",
                        "account",
                        "add",
                        "--name",
                        "Desk",
                        "--email",
                        DESK,
                        "--phone",
                        "+" + number.digits(),
                        "--method",
                        "cloud-api",
                        "--phone-number-id",
                        number.id(),
                        "--waba-id",
                        "102290129340398",
                        "--hook",
                        CloudNumber.HOOK)
                .succeeded();
    }

    private void secret(String name, String value) {
        wharf.answering(value, "site", "secret", "put", "cloud/" + CloudNumber.HOOK + "/" + name)
                .succeeded();
    }

    @Test
    void aWebhookIsInItsMailboxElsewhere() throws Exception {
        try (Destinations destinations = new Destinations(DESK)) {
            wharf.write("home/mail.yaml", destinations.imapFile("mail", "at-once", folder));
            try (Wharf.Staying up = up("--accept-terms");
                    SiteCalls site = new SiteCalls(address(up))) {
                enrol();

                int status =
                        site.deliver(
                                number.text(
                                        CLIENT,
                                        SignedWebhooks.wamid(CLIENT, "T1", false),
                                        "Please send the figures"));

                assertThat(status).isEqualTo(200);
                Eventually.holds(
                        "one copy in Dovecot", () -> destinations.inDovecot(DESK).size() == 1);
            }
        }
    }

    @Test
    void anOldFolderIsImportedWhileEverythingRuns() throws Exception {
        try (Destinations destinations = new Destinations(DESK)) {
            wharf.write("home/mail.yaml", destinations.imapFile("mail", "manual", folder));
            destinations.append(DESK, "Old", List.of(oldMail(1), oldMail(2)));
            try (Wharf.Staying _ = up("--accept-terms")) {
                JsonNode first = importedFolder();
                JsonNode second = importedFolder();

                assertThat(first.path("added").longValue()).as(first.toString()).isEqualTo(2);
                assertThat(first.path("agrees").booleanValue()).isTrue();
                assertThat(second.path("added").longValue()).isZero();
                assertThat(second.path("agrees").booleanValue()).isTrue();
            }
        }
    }

    private JsonNode importedFolder() {
        return wharf.json(
                        "connector", "import-folder", "mail", "--mailbox", DESK, "--folder", "Old")
                .path("reconciliation");
    }

    private String oldMail(int id) {
        return """
               Message-ID: <%d@telemessage.com>
               Date: Tue, 14 Nov 2023 22:13:%02d +0000
               From: Desk %s <desk@firm.example>
               To: Sheena Nelson 16505551234 <16505551234@archive.telemessage.com>
               Subject: WhatsApp Message From %s to 16505551234
               Content-Type: text/plain; charset=UTF-8

               Message number %d
               """
                .formatted(id, id, number.digits(), number.digits(), id)
                .replace("\n", "\r\n");
    }

    private static URI address(Wharf.Staying up) {
        return URI.create(up.ready().replaceFirst(".*Site: (\\S+) .*", "$1"));
    }

    @Test
    void aFileThatSaysTheSameChangesNothingAndAnotherReplaces() throws Exception {
        wharf.write("home/mail.yaml", ALONE);
        up("--accept-terms").close();
        up().close();
        int same = revision();
        wharf.write("home/mail.yaml", ALONE.replace("manual", "every 1h"));

        Wharf.Result unaccepted = wharf.run("up");
        int before = revision();
        up("--accept-terms").close();

        assertThat(same).isEqualTo(1);
        assertThat(unaccepted.exit()).isEqualTo(2);
        assertThat(unaccepted.err()).contains("mail.yaml").contains("nobody has accepted");
        assertThat(before).isEqualTo(1);
        assertThat(revision()).isEqualTo(2);
    }

    private int revision() {
        return wharf.json("connector", "show", "alone").path("revision").intValue();
    }

    @Test
    void whatIsWrongInAFileStopsItBeforeThereIsAHome() {
        wharf.write("home/mail.yaml", "name: alone\nschedul: manual\n");

        Wharf.Result refused = wharf.run("up", "--accept-terms");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("mail.yaml, line 2").contains("'schedule'");
        assertThat(wharf.home().resolve("keys")).doesNotExist();
        assertThat(wharf.home().resolve("site")).doesNotExist();
    }

    @Test
    void termsThatNobodyAcceptsStopItBeforeThereIsAHome() {
        wharf.write("home/mail.yaml", ALONE);

        Wharf.Result refused = wharf.run("up");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("nobody has accepted the terms");
        assertThat(wharf.home().resolve("keys")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereStopsIt() {
        Wharf.Result refused = wharf.run("up", "--accept-terms");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("mail.yaml");
    }

    /// The file itself says who accepted the terms.
    @Test
    void everySecretThatIsMissingIsNamedWithWhatToDo() {
        wharf.write(
                "home/mail.yaml",
                """
                name: mail
                terms: {accepted-by: Ana Ruiz, accepted-at: "2026-11-28T09:30:00Z", sha256: %s}
                destinations:
                  - kind: imap
                    settings: {host: mail.firm.example, user: wharf, password: "secret:imap/password"}
                directory:
                  kind: ldap
                  settings: {host: dc1.firm.example, user: cn=wharf, password: "secret:ldap/password", base: dc=firm}
                """
                        .formatted(Terms.current().digest().sha256()));

        Wharf.Result refused = wharf.run("up", "--recovery-key-file", "recovery-key");

        assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .contains("wharf connector secret put imap/password")
                .contains("wharf connector secret put ldap/password");
        assertThat(wharf.home().resolve("site")).doesNotExist();
        assertThat(wharf.json("connector", "list").path("connectors")).isEmpty();
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        wharf.write("home/mail.yaml", ALONE);
        wharf.write("home/more.yaml", ALONE);
        wharf.with("WHARF_CONNECTORS", "home/mail.yaml,home/more.yaml");

        Wharf.Result refused = wharf.run("up", "--accept-terms");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("mail.yaml").contains("more.yaml").contains("'alone'");
    }

    /// Connectors of sites elsewhere, as they were created when the site could be signed in at.
    private void kept(String... files) {
        wharf.write("home/config.yaml", "");
        Clock clock = Clock.systemUTC();
        try (Home home =
                new EmbeddedHomes(PreparedSite.ACTOR, clock)
                        .create(
                                wharf.home(),
                                Configuration.load(
                                        wharf.home().resolve("config.yaml"), Map.of(), folder))
                        .home()) {
            ConnectorParts parts = new ConnectorParts(home, clock);
            parts.secrets()
                    .put(
                            "site/password",
                            Secret.copyOf("of the site".getBytes(StandardCharsets.UTF_8)));
            TermsAcceptance terms = TermsAcceptance.of(Terms.current(), "tester", clock.instant());
            for (String file : files) {
                parts.store()
                        .create(
                                ConnectorParts.file()
                                        .read(
                                                new ConnectorText("x", file, _ -> new byte[0]),
                                                terms),
                                new ConnectorStore.By(PreparedSite.ACTOR, null));
            }
        }
    }

    private static String remote(String name, String port) {
        return "name: %s\nsite: {address: \"https://127.0.0.1:%s\", user: archive, secret: \"secret:site/password\"}\n"
                .formatted(name, port);
    }

    @Test
    void theSiteThatConnectorsNameIsFollowedInsteadOfStartingOne() throws IOException {
        kept(remote("one", "9"), remote("two", "9"));

        try (Wharf.Staying up = wharf.startSaying("Wharf ", "up")) {
            assertThat(up.ready()).startsWith("Wharf archives from https://127.0.0.1:9 into");
        }
        assertThat(wharf.home().resolve("site/site.db")).doesNotExist();
    }

    @Test
    void connectorsThatNameTwoSitesAreRefused() {
        kept(remote("one", "9"), remote("two", "10"), "name: own\n");

        Wharf.Result refused = wharf.run("up");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("'one'").contains("'own'").contains("one site");
    }
}
