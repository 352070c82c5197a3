package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.connector.ConnectorSide;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;
import dev.wharf.core.alert.Alert;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// Connectors from the command line, to a real IMAP server and the fake of Microsoft 365.
class ConnectorVerbsTest {
    private static final String ANA = "ana@firm.example";
    private static final String BEN = "ben@firm.example";

    @TempDir private Path folder;
    private Wharf wharf;
    private Destinations destinations;

    @BeforeEach
    void archived() {
        destinations = new Destinations(ANA, BEN);
        wharf = new Wharf(folder);
        wharf.write("users.csv", Chats.USERS);
        wharf.write("chat.txt", Chats.GROUP);
        wharf.run("import", "chat.txt", "--users", "users.csv", "--zone", "UTC").succeeded();
    }

    @AfterEach
    void end() {
        destinations.close();
    }

    private void created() {
        destinations.secrets(wharf);
        wharf.write("both.yaml", destinations.file("both", "manual"));
        wharf.run("connector", "create", "both.yaml", "--accept-terms").succeeded();
    }

    private JsonNode run() {
        return wharf.json("connector", "run", "both", "--users", "users.csv");
    }

    @Test
    void everyMailboxHasEachItemOnceInBothPlaces() {
        created();

        JsonNode first = run();
        JsonNode second = run();

        List<String> ana = destinations.inDovecot(ANA);
        assertThat(ana).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(destinations.inExchange(ANA)).containsExactlyInAnyOrderElementsOf(ana);
        assertThat(destinations.inDovecot(BEN)).hasSameElementsAs(destinations.inExchange(BEN));
        assertThat(first.path("state").stringValue()).isEqualTo("succeeded");
        assertThat(second.path("counters").path("forImport").intValue()).isZero();
        assertThat(destinations.exchange().wrong()).isEmpty();
    }

    @Test
    void theAdminLogAddsUp() {
        created();
        run();

        JsonNode log = wharf.json("connector", "logs", "both");
        String csv = wharf.run("connector", "logs", "both", "--csv").succeeded().out();

        assertThat(log.path("log").toString()).contains("partially");
        assertThat(csv)
                .contains("Import completion time")
                .contains("Items imported successfully")
                .contains("No items ingested on");
    }

    @Test
    void termsMustBeAccepted() {
        destinations.secrets(wharf);
        wharf.write("both.yaml", destinations.file("both", "manual"));

        Wharf.Result refused = wharf.run("connector", "create", "both.yaml");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("terms");
    }

    @Test
    void aMissingSecretIsNamedWithWhatToDo() {
        wharf.write("both.yaml", destinations.file("both", "manual"));

        Wharf.Result refused = wharf.run("connector", "create", "both.yaml", "--accept-terms");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("wharf connector secret put imap/password");
        assertThat(wharf.json("connector", "list").path("connectors")).isEmpty();
    }

    @Test
    void anUnknownSettingIsNamedWithItsLine() {
        destinations.secrets(wharf);
        wharf.write("both.yaml", destinations.file("both", "manual").replace("trust:", "trusts:"));

        Wharf.Result refused = wharf.run("connector", "create", "both.yaml", "--accept-terms");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("line 9").contains("trusts");
    }

    @Test
    void whatFailedIsOwedAndPaidOnRetry() {
        created();
        destinations.exchange().disable(BEN);
        Wharf.Result first = wharf.run("connector", "run", "both", "--users", "users.csv");
        JsonNode shown = wharf.json("connector", "show", "both");
        destinations.exchange().mend(BEN);
        wharf.run("connector", "retry", "both").succeeded();

        JsonNode second = run();

        assertThat(first.exit()).isEqualTo(4);
        assertThat(shown.path("debts").path(0).path("mailbox").stringValue()).isEqualTo(BEN);
        assertThat(shown.path("alerts").path(0).path("subject").stringValue())
                .isEqualTo("both/failures");
        assertThat(second.path("state").stringValue()).isEqualTo("succeeded");
        assertThat(destinations.inExchange(BEN)).hasSameElementsAs(destinations.inDovecot(BEN));
        assertThat(
                        wharf.run("connector", "logs", "both", "--details")
                                .succeeded()
                                .out()
                                .lines()
                                .filter(line -> line.contains(BEN)))
                .hasSameSizeAs(destinations.inDovecot(BEN));
    }

    @Test
    void theArchivesSideSaysWhatIsNotWellAndWhatIsAgain() {
        created();
        destinations.exchange().disable(BEN);
        run();

        List<String> active = notWell();
        wharf.run("connector", "pause", "both").succeeded();

        assertThat(active).contains("both/failures");
        assertThat(notWell()).isEmpty();
    }

    private List<String> notWell() {
        Clock clock = Clock.systemUTC();
        Path directory = wharf.home();
        try (Home home =
                        new EmbeddedHomes(PreparedSite.ACTOR, clock)
                                .open(
                                        directory,
                                        Configuration.load(
                                                directory.resolve("config.yaml"),
                                                Map.of(),
                                                directory));
                ConnectorSide side = new ConnectorSide(home, PreparedSite.ACTOR, clock)) {
            return side.alerts().stream().map(Alert::subject).toList();
        }
    }

    @Test
    void quarantinedItemsFollowWhenTheirMailboxIsFound() {
        wharf = new Wharf(folder.resolve("other"));
        assertThat(folder.resolve("other").toFile().mkdirs()).isTrue();
        wharf.write(
                "users.csv",
                """
                name,phone,email
                Ana Ruiz,+34 612 345 678,ana@firm.example
                Ben Okafor,+44 7700 900123,
                """);
        wharf.write("chat.txt", Chats.GROUP);
        wharf.run("import", "chat.txt", "--users", "users.csv", "--zone", "UTC").succeeded();
        created();
        JsonNode first = run();
        wharf.write("users.csv", Chats.USERS);
        wharf.run("quarantine", "replay", "--users", "users.csv").succeeded();

        run();

        assertThat(first.path("counters").path("quarantined").intValue()).isPositive();
        assertThat(destinations.inDovecot(BEN)).isNotEmpty().doesNotHaveDuplicates();
        assertThat(destinations.inExchange(BEN)).hasSameElementsAs(destinations.inDovecot(BEN));
    }

    @Test
    void thePlanSaysWhoMapsToWhom() {
        created();

        JsonNode plan = wharf.json("connector", "plan", "both", "--users", "users.csv", "--all");

        assertThat(plan.path("rows").toString()).contains(ANA).contains("+34612345678");
    }

    @Test
    void theDoctorLooksAtEveryDestination() {
        created();

        Wharf.Result found = wharf.run("connector", "doctor", "both", "--inside", ANA, "--all");

        assertThat(found.out()).contains("imap:").contains("microsoft365:");
        assertThat(found.err()).isEmpty();
    }

    @Test
    void theDoctorWarnsOfDebtsThatNoRunWillPay() {
        created();
        destinations.exchange().disable(BEN);
        run();

        JsonNode manual = wharf.json("connector", "doctor", "both");
        wharf.run("connector", "pause", "both").succeeded();
        JsonNode paused = wharf.json("connector", "doctor", "both");

        assertThat(manual.path("findings").toString()).contains("wharf connector run both");
        assertThat(paused.path("findings").toString()).contains("wharf connector resume both");
    }

    @Test
    void aReplayKnowsWhomAMendedDirectoryKnows() {
        wharf = new Wharf(folder.resolve("other"));
        assertThat(folder.resolve("other").toFile().mkdirs()).isTrue();
        wharf.write(
                "users.csv",
                "name,phone,email\nAna Ruiz,+34 612 345 678,ana@firm.example\nBen,+44 7700 900123,\n");
        wharf.write("chat.txt", Chats.GROUP);
        wharf.run("import", "chat.txt", "--users", "users.csv", "--zone", "UTC").succeeded();
        destinations.secrets(wharf);
        wharf.write("people.csv", "mailbox,phone\nana@firm.example,+34612345678\n");
        wharf.write(
                "both.yaml",
                destinations.file("both", "manual")
                        + "directory: {kind: list, settings: {file: %s}}\n"
                                .formatted(wharf.folder().resolve("people.csv")));
        wharf.run("connector", "create", "both.yaml", "--accept-terms").succeeded();
        JsonNode first = wharf.json("quarantine", "replay");
        wharf.write(
                "people.csv",
                "mailbox,phone\nana@firm.example,+34612345678\nben@firm.example,+447700900123\n");

        JsonNode second = wharf.json("quarantine", "replay");

        assertThat(first.path("stillWaiting").intValue()).as(first.toString()).isEqualTo(1);
        assertThat(second.path("parties").intValue()).isEqualTo(1);
        assertThat(second.path("copies").intValue()).isPositive();
    }

    @Test
    void aConnectorIsPausedResumedAndDeletedForEver() {
        created();

        wharf.run("connector", "pause", "both").succeeded();
        assertThat(wharf.run("connector", "pause", "both").exit()).isEqualTo(6);
        wharf.run("connector", "resume", "both").succeeded();
        wharf.run("connector", "delete", "both").succeeded();
        Wharf.Result again = wharf.run("connector", "create", "both.yaml", "--accept-terms");

        assertThat(again.exit()).isNotZero();
        assertThat(again.err()).contains("deleted");
        assertThat(wharf.json("connector", "list").path("connectors")).isEmpty();
        assertThat(wharf.json("connector", "list", "--all").path("connectors")).hasSize(1);
    }
}
