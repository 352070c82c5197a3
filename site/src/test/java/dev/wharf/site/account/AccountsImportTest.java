package dev.wharf.site.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.site.testing.TestSite;
import dev.wharf.store.csv.CsvTable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class AccountsImportTest {
    private static final String FILE =
            """
            name,email,phone,method,from,until,account,gateway,phone_number_id,waba_id,hook
            Zoe Ray,zoe@corp.example,+44 7700 900001,cloud-api,,2026-02-28,,,77,9,main
            Zoe Ray,zoe@corp.example,+44 7700 900003,cloud-api,2026-03-01,,,,77,9,main
            Zoe Ray,zoe@corp.example,+44 7700 900002,LINKED,,,private,waha,,,
            "Bob, the ""builder""\",bob@corp.example,,export,,,,,,,
            """;

    @TempDir Path directory;
    private TestSite site;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void rowsWithOneAddressAndLabelAreOneAccount() {
        var report = run(FILE, false);

        assertThat(report.enrolled()).hasSize(3);
        assertThat(site.accounts.all())
                .extracting(account -> account.email() + account.label() + account.lines().size())
                .containsExactly(
                        "zoe@corp.example2", "zoe@corp.exampleprivate1", "bob@corp.example0");
    }

    @Test
    void theSameFileAgainChangesNothing() {
        run(FILE, false);
        int entries = site.audit.after(0, 100).size();

        var again = run(FILE, false);

        assertThat(again.enrolled()).isEmpty();
        assertThat(again.changed()).isEmpty();
        assertThat(again.same()).isEqualTo(3);
        assertThat(site.audit.after(0, 100)).hasSize(entries);
    }

    @Test
    void aDryRunSaysTheSameAndDoesNothing() {
        var dry = run(FILE, true);

        assertThat(dry.dryRun()).isTrue();
        assertThat(dry.enrolled()).hasSize(3);
        assertThat(site.accounts.all()).isEmpty();
        assertThat(site.audit.after(0, 100)).isEmpty();
    }

    @Test
    void everythingWrongIsToldByLineAndColumnAndNothingIsLoaded() {
        Account ann = site.enrol("ann", TestSite.cloud("1"), "+447700900009");

        assertThatThrownBy(
                        () ->
                                run(
                                        """
                                        name,email,phone,method,from,until,gateway
                                        Good,good@corp.example,+447700900008,linked,,,waha
                                        ,zoe@corp.example,+447700900001,linked,,,waha
                                        Zoe,zoe.corp.example,12,carrier,,,
                                        Bob,bob@corp.example,+447700900002,linked,2026-13-01,,
                                        Eve,eve@corp.example,+447700900009,linked,,,waha
                                        Dan,dan@corp.example,,linked,,,waha
                                        Joe,joe@corp.example,+447700900008,linked,,,waha
                                        """,
                                        false))
                .isInstanceOf(WharfException.class)
                .hasMessageContainingAll(
                        "accounts.csv is refused, nothing of it was loaded",
                        "line 3, column name: empty",
                        "line 4, column email: not an e-mail address",
                        "line 4, column method: not one of",
                        "line 4, column phone: not a phone number",
                        "line 5, column gateway: empty",
                        "line 5, column from: not a date",
                        "line 6, column phone: account " + ann.id() + " has this number",
                        "line 7, column phone: empty",
                        "line 8, column phone: somebody else has this number at the same time in line 2");
        assertThat(site.accounts.all()).containsExactly(ann);
    }

    @Test
    void theUsersFileForTheArchiveHasARowForEveryNumber() {
        run(FILE, false);

        String users = UsersExport.csv(site.accounts.all());

        List<CsvTable.Row> rows =
                CsvTable.parse(
                                "users.csv",
                                users.getBytes(StandardCharsets.UTF_8),
                                List.of("name", "phone", "email"))
                        .rows();
        assertThat(rows)
                .extracting(row -> row.cell("phone") + " " + row.cell("from") + row.cell("until"))
                .containsExactly(
                        "+447700900001 2026-02-28",
                        "+447700900003 2026-03-01",
                        "+447700900002 ",
                        " ");
        assertThat(rows.get(3).cell("name")).isEqualTo("Bob, the \"builder\"");
    }

    private AccountsImport.Report run(String text, boolean dryRun) {
        return new AccountsImport(site.database, site.accounts)
                .run("accounts.csv", text.getBytes(StandardCharsets.UTF_8), dryRun, TestSite.ADMIN);
    }
}
