package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// Enrolling people, and what may be captured of them, from the command line.
class SiteAccountVerbsTest {

    private Wharf wharf;

    @BeforeEach
    void site(@TempDir Path folder) {
        wharf = Sites.at(folder);
    }

    @Test
    void withoutASiteTheCommandSaysHowOneIsMade(@TempDir Path other) {
        Wharf.Result result = new Wharf(other).run("site", "account", "list");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("There is no site").contains("wharf up");
        assertThat(other.resolve("home")).doesNotExist();
    }

    @Test
    void whoIsAddedIsListed() {
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");

        Wharf.Result list = wharf.run("site", "account", "list").succeeded();

        assertThat(list.out())
                .contains(id)
                .contains("ana@firm.example")
                .contains("+34612345678")
                .contains("waiting");
    }

    @Test
    void whatIsWrongIsRefusedWithWhatWouldBeTaken() {
        Wharf.Result result =
                wharf.run(
                        "site",
                        "account",
                        "add",
                        "--name",
                        "Ana",
                        "--email",
                        "ana@firm.example",
                        "--phone",
                        "612",
                        "--method",
                        "upload");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("'612' is not a phone number with country code");
        assertThat(wharf.json("site", "account", "list").path("accounts")).isEmpty();
    }

    @Test
    void aFileWithMistakesEnrolsNobodyAndNamesEachByLineAndColumn() {
        wharf.write(
                "people.csv",
                """
                name,email,phone,method,gateway
                Ana,ana@firm.example,+34612345678,linked,waha
                Ben,ben@firm,+34612345679,linked,waha
                Cleo,cleo at firm,+34612345670,linked,waha
                Dan,dan@firm.example,12,linked,
                """);

        Wharf.Result result = wharf.run("site", "account", "import", "people.csv");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("people.csv").contains("line 4").contains("line 5");
        assertThat(wharf.json("site", "account", "list").path("accounts")).isEmpty();
    }

    @Test
    void aDryRunSaysWhatTheFileWouldDoAndDoesNot() {
        wharf.write(
                "people.csv",
                "name,email,phone,method,gateway\nAna,ana@firm.example,+34612345678,linked,waha\n");

        var dry = wharf.json("site", "account", "import", "people.csv", "--dry-run");

        assertThat(dry.path("enrolled")).hasSize(1);
        assertThat(wharf.json("site", "account", "list").path("accounts")).isEmpty();
        wharf.run("site", "account", "import", "people.csv").succeeded();
        assertThat(wharf.json("site", "account", "import", "people.csv").path("same").intValue())
                .isEqualTo(1);
    }

    @Test
    void disablingNeedsAReasonAndKeepsIt() {
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");

        assertThat(wharf.run("site", "account", "disable", id).err()).contains("--reason");
        wharf.run("site", "account", "disable", id, "--reason", "left the firm").succeeded();

        assertThat(wharf.json("site", "account", "show", id).at("/account/state").stringValue())
                .isEqualTo("disabled");
        assertThat(wharf.run("site", "audit").succeeded().out())
                .contains("left the firm")
                .contains("tester@testhost");
    }

    @Test
    void aNumberGoesFromOneToTheOther() {
        String ana = Sites.linked(wharf, "Ana", "+34 612 345 678");
        String ben = Sites.linked(wharf, "Ben", "+34 612 345 679");
        wharf.run("site", "account", "end-number", ben, "+34612345679", "--last", "2026-08-31")
                .succeeded();

        wharf.run(
                        "site",
                        "account",
                        "reassign",
                        "+34612345678",
                        "--from",
                        ana,
                        "--to",
                        ben,
                        "--day",
                        "2026-09-01")
                .succeeded();

        assertThat(wharf.run("site", "account", "export-users").out())
                .contains("Ana,+34612345678,ana@firm.example,,2026-08-31")
                .contains("Ben,+34612345678,ben@firm.example,2026-09-01,");
    }

    @Test
    void consentOnPaperMakesALinkedAccountActiveAndWithdrawingEndsIt() {
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");
        wharf.write("notice.txt", "Your chats are archived.");

        wharf.run(
                        "site",
                        "consent",
                        "record",
                        id,
                        "--signed",
                        "Ana Ruiz",
                        "--notice",
                        "notice.txt",
                        "--notice-version",
                        "2026-03")
                .succeeded();
        assertThat(wharf.json("site", "account", "show", id).at("/account/state").stringValue())
                .isEqualTo("active");

        wharf.run("site", "consent", "withdraw", id, "--reason", "by letter").succeeded();
        assertThat(wharf.json("site", "account", "show", id).at("/account/state").stringValue())
                .isEqualTo("disabled");
        assertThat(wharf.json("site", "consent", "list", id).path("consents")).hasSize(1);
    }

    @Test
    void aScopeChangesWhereItIsNamedAndStaysElsewhere() {
        String id = Sites.linked(wharf, "Ana", "+34 612 345 678");
        wharf.run(
                        "site",
                        "scope",
                        "set",
                        id,
                        "--never",
                        "+34600000001,+34 600 000 002",
                        "--groups",
                        "none",
                        "--reason",
                        "works council")
                .succeeded();

        var scope = wharf.json("site", "scope", "set", id, "--status", "yes", "--reason", "x");

        assertThat(scope.path("never")).hasSize(2);
        assertThat(scope.at("/groups/which").stringValue()).isEqualTo("none");
        assertThat(scope.path("status").booleanValue()).isTrue();
        assertThat(
                        wharf.run("site", "scope", "set", id, "--groups", "some", "--reason", "x")
                                .exit())
                .isEqualTo(2);
    }

    @Test
    void whatWasLeftOutIsCountedAndNeverListed() {
        Sites.linked(wharf, "Ana", "+34 612 345 678");

        assertThat(wharf.json("site", "exclusions").path("exclusions")).isEmpty();
        assertThat(
                        wharf.run(
                                        "site",
                                        "exclusions",
                                        "--chat",
                                        "1@s.whatsapp.net",
                                        "--message",
                                        "A1")
                                .succeeded()
                                .out())
                .contains("no record");
        assertThat(wharf.run("site", "exclusions", "--chat", "1@g.us").exit()).isEqualTo(2);
    }
}
