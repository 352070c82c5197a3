package dev.wharf.connector.directory;

import static dev.wharf.connector.directory.People.address;
import static dev.wharf.connector.directory.People.aliased;
import static dev.wharf.connector.directory.People.disabled;
import static dev.wharf.connector.directory.People.file;
import static dev.wharf.connector.directory.People.phone;
import static dev.wharf.connector.directory.People.snapshot;
import static dev.wharf.connector.directory.People.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.directory.MappingReport.Account;
import dev.wharf.connector.directory.MappingRow.By;
import dev.wharf.connector.directory.MappingRow.Result;
import dev.wharf.connector.directory.MappingRow.Validity;
import dev.wharf.connector.directory.MappingRow.Who;
import dev.wharf.connector.people.Assignments;
import dev.wharf.connector.people.Assignments.Assignment;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.MappingFile;
import dev.wharf.connector.people.PartyResolver;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class MappingReportTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-28");

    private final List<Account> accounts = new ArrayList<>();
    private final List<PartyRecord> parties = new ArrayList<>();
    private final Map<PartyId, Expectation.Reason> waiting = new HashMap<>();
    private final List<Assignment> assigned = new ArrayList<>();
    private Directory file = UserDirectory.empty();
    private @Nullable DirectorySnapshot directory;
    private Mapping mapping = Mapping.NONE;
    private boolean strict;
    private boolean names;

    private MappingReport report() {
        JoinedDirectory users =
                directory == null
                        ? JoinedDirectory.alone(file)
                        : new JoinedDirectory(file, directory);
        MailboxPolicy policy =
                new MailboxPolicy(users, mapping, new Assignments(assigned), strict, names);
        return new MappingReport(
                policy,
                new PartyResolver(policy, users, mapping),
                new MappingReport.People(accounts, users, mapping, parties, waiting),
                directory,
                DAY);
    }

    private MappingRow only(Who who) {
        List<MappingRow> rows = report().rows().filter(row -> row.who() == who).toList();
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private void party(int id, AliasKind kind, String... values) {
        parties.add(
                new PartyRecord(
                        new PartyId(id),
                        List.of(values).stream()
                                .map(v -> new Alias(kind, v, null, Instant.EPOCH, Instant.EPOCH))
                                .toList()));
    }

    private void mapping(String... rows) {
        mapping =
                MappingFile.parse(
                        "mapping.csv",
                        ("External User ID,Microsoft 365 User Mailbox\n" + String.join("\n", rows))
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNumberOfTheDirectoryLeadsToItsMailbox() {
        directory = snapshot(user("Alice", "+447700900001"));
        party(7, AliasKind.PHONE, "+447700900001");

        MappingRow row = only(Who.PARTY);
        assertThat(row.result()).isEqualTo(Result.MAPPED);
        assertThat(row.by()).isEqualTo(By.DIRECTORY_NUMBER);
        assertThat(row.mailbox()).isEqualTo(address("alice"));
        assertThat(row.validity()).isEqualTo(Validity.FOUND);
        assertThat(row.isProblem()).isFalse();
    }

    @Test
    void theMappingFileComesFirstAndItsMailboxIsLookedUp() {
        directory = snapshot(user("Alice", "+447700900001"), aliased("Bob", "b"));
        mapping("447700900001,b@corp.example");

        MappingRow row = only(Who.MAPPING);
        assertThat(row.by()).isEqualTo(By.MAPPING_FILE);
        assertThat(row.validity()).isEqualTo(Validity.ALIAS);
        assertThat(row.delivered()).isEqualTo(address("bob"));
    }

    @Test
    void aMailboxThatTheDirectoryDoesNotKnowIsAProblem() {
        directory = snapshot(user("Alice"));
        mapping("447700900001,alcie@corp.example");

        MappingRow row = only(Who.MAPPING);
        assertThat(row.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(row.advice()).contains("typing error");
    }

    @Test
    void aDisabledMailboxIsAProblem() {
        directory = snapshot(disabled("Bob", "+447700900001"));
        party(3, AliasKind.PHONE, "+447700900001");

        assertThat(only(Who.PARTY).validity()).isEqualTo(Validity.DISABLED);
        assertThat(only(Who.PARTY).advice()).contains("disabled");
    }

    @Test
    void anAmbiguousMailboxIsAProblem() {
        directory = snapshot(aliased("Alice", "info"), aliased("Bob", "info"));
        mapping("447700900001,info@corp.example");

        assertThat(only(Who.MAPPING).validity()).isEqualTo(Validity.AMBIGUOUS);
        assertThat(only(Who.MAPPING).isProblem()).isTrue();
    }

    @Test
    void anAssignmentByHandComesBeforeAll() {
        mapping("447700900001,bob@corp.example");
        party(7, AliasKind.PHONE, "+447700900001");
        assigned.add(new Assignment(new PartyId(7), address("legal"), null, null));

        MappingRow row = only(Who.PARTY);
        assertThat(row.by()).isEqualTo(By.ASSIGNMENT);
        assertThat(row.mailbox()).isEqualTo(address("legal"));
        assertThat(row.validity()).isEqualTo(Validity.NOT_ASKED);
    }

    @Test
    void anEnrolledAccountIsFoundByItsAddress() {
        file = file("Alice,,alice@corp.example");
        accounts.add(new Account("a1", "alice@corp.example", phone("+447700900001")));

        assertThat(only(Who.ACCOUNT).by()).isEqualTo(By.EMAIL);
        assertThat(only(Who.ACCOUNT).mailbox()).isEqualTo(address("alice"));
    }

    @Test
    void anEnrolledAccountOfWhomNothingIsKnownWaits() {
        accounts.add(new Account("a1", "+447700900001", phone("+447700900001")));

        assertThat(only(Who.ACCOUNT).result()).isEqualTo(Result.WAITING);
        assertThat(only(Who.ACCOUNT).advice()).contains("users file");
    }

    @Test
    void aClientIsAnOutsiderAndNoProblem() {
        party(9, AliasKind.PHONE, "+12125550100");

        assertThat(only(Who.PARTY).result()).isEqualTo(Result.OUTSIDER);
        assertThat(only(Who.PARTY).isProblem()).isFalse();
    }

    @Test
    void aNameAloneIsOnlyProposed() {
        file = file("Zoe,,zoe@corp.example");
        party(4, AliasKind.NAME, "Zoe");

        assertThat(only(Who.PARTY).result()).isEqualTo(Result.WAITING);
        names = true;
        assertThat(only(Who.PARTY).by()).isEqualTo(By.DISPLAY_NAME);
    }

    /// As at intake, where a number is asked first and a name only when there is none.
    @Test
    void aClientWhoIsCalledLikeAUserAndHasANumberIsAnOutsider() {
        file = file("Zoe,,zoe@corp.example");
        parties.add(
                new PartyRecord(
                        new PartyId(4),
                        List.of(
                                new Alias(
                                        AliasKind.NAME, "Zoe", null, Instant.EPOCH, Instant.EPOCH),
                                new Alias(
                                        AliasKind.PHONE,
                                        "+12125550100",
                                        null,
                                        Instant.EPOCH,
                                        Instant.EPOCH))));

        assertThat(only(Who.PARTY).result()).isEqualTo(Result.OUTSIDER);
        waiting.put(new PartyId(4), Expectation.Reason.NAME_ONLY);
        assertThat(only(Who.PARTY).result()).isEqualTo(Result.WAITING);
    }

    @Test
    void aStrictMappingLeavesOutWhoIsNotInIt() {
        strict = true;
        file = file("Alice,+447700900001,alice@corp.example");

        assertThat(only(Who.USER).result()).isEqualTo(Result.WAITING);
        assertThat(only(Who.USER).advice()).contains("mapping file");
    }

    @Test
    void anAssumedCountryIsAProblemToLookAt() {
        directory = snapshot("GB", user("Alice", "07400 123456"));

        assertThat(only(Who.USER).by()).isEqualTo(By.DIRECTORY_NUMBER_ASSUMED);
        assertThat(only(Who.USER).advice()).contains("assumed");
    }

    @Test
    void noRowHoldsANameFromAChat() {
        party(4, AliasKind.NAME, "Zoe the client");

        assertThat(report().rows()).noneMatch(row -> row.toString().contains("Zoe"));
    }

    @Test
    void rowsComeInTheSameOrderEachTime() {
        directory = snapshot(user("Carol", "+447700900003", "+447700900004"), user("Alice"));
        file = file("Bob,+447700900002,bob@corp.example");
        accounts.add(new Account("z", "bob@corp.example", null));
        accounts.add(new Account("b", "eve@corp.example", null));
        party(9, AliasKind.PHONE, "+447700900009");
        party(2, AliasKind.PHONE, "+447700900002");
        MappingReport report = report();

        assertThat(report.rows())
                .extracting(row -> row.who() + " " + row.id())
                .containsExactly(
                        "ACCOUNT b",
                        "ACCOUNT z",
                        "USER bob@corp.example",
                        "USER carol@corp.example",
                        "USER carol@corp.example",
                        "USER alice@corp.example",
                        "PARTY 2",
                        "PARTY 9");
        assertThat(report.rows().toList()).isEqualTo(report.rows().toList());
    }

    @Test
    void countsAddUp() {
        directory = snapshot(user("Alice", "+447700900001"), disabled("Bob", "+447700900002"));
        party(1, AliasKind.PHONE, "+447700900001");
        party(2, AliasKind.PHONE, "+12125550100");

        MappingReport.Counts counts = report().counts();

        assertThat(counts.count(Who.USER, Result.MAPPED)).isEqualTo(2);
        assertThat(counts.count(Who.PARTY, Result.MAPPED)).isEqualTo(1);
        assertThat(counts.count(Who.PARTY, Result.OUTSIDER)).isEqualTo(1);
        assertThat(counts.count(Validity.DISABLED)).isEqualTo(1);
        assertThat(counts.problems()).isEqualTo(1);
    }
}
