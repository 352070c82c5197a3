package dev.wharf.connector.directory;

import static dev.wharf.connector.directory.People.address;
import static dev.wharf.connector.directory.People.aliased;
import static dev.wharf.connector.directory.People.dated;
import static dev.wharf.connector.directory.People.file;
import static dev.wharf.connector.directory.People.phone;
import static dev.wharf.connector.directory.People.snapshot;
import static dev.wharf.connector.directory.People.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.directory.JoinedDirectory.Origin;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;

class JoinedDirectoryTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-28");

    private static @Nullable EmailAddress holder(Directory people, String number, LocalDate day) {
        return people.byPhone(phone(number), day).map(User::email).orElse(null);
    }

    @Test
    void aNumberThatOnlyTheDirectoryKnowsIsItsUsers() {
        JoinedDirectory people =
                new JoinedDirectory(
                        UserDirectory.empty(), snapshot(user("Alice", "+447700900001")));

        assertThat(holder(people, "+447700900001", DAY)).isEqualTo(address("alice"));
        assertThat(people.origin(phone("+447700900001"), DAY)).isEqualTo(Origin.DIRECTORY);
    }

    @Test
    void aNumberThatBothKnowIsWhoseTheFileSays() {
        JoinedDirectory people =
                new JoinedDirectory(
                        file("Bob,+447700900001,bob@corp.example"),
                        snapshot(user("Alice", "+447700900001"), user("Bob")));

        assertThat(holder(people, "+447700900001", DAY)).isEqualTo(address("bob"));
        assertThat(people.origin(phone("+447700900001"), DAY)).isEqualTo(Origin.USERS_FILE);
        assertThat(people.conflicts().listed())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.text())
                                        .contains("+447700900001", "bob@corp", "alice@corp"));
    }

    @Test
    void whereTheFileSaysUntilWhenTheDirectorySaysWhoseItIsAfterThat() {
        JoinedDirectory people =
                new JoinedDirectory(
                        dated("Bob,+447700900001,bob@corp.example,2026-01-01,2026-03-31"),
                        snapshot(user("Carol", "+447700900001")));

        assertThat(holder(people, "+447700900001", LocalDate.parse("2025-12-31"))).isNull();
        assertThat(holder(people, "+447700900001", LocalDate.parse("2026-03-31")))
                .isEqualTo(address("bob"));
        assertThat(holder(people, "+447700900001", LocalDate.parse("2026-04-01")))
                .isEqualTo(address("carol"));
        assertThat(people.dated()).isTrue();
        assertThat(people.conflicts().listed()).isEmpty();
        assertThat(people.users())
                .flatExtracting(User::lines)
                .extracting(User.Line::from)
                .contains(LocalDate.parse("2026-04-01"));
    }

    @Test
    void whoStandsInBothIsOneUserWithTheNumbersOfBoth() {
        JoinedDirectory people =
                new JoinedDirectory(
                        file("Alice,+447700900001,a.miller@corp.example"),
                        snapshot(aliasedWithNumber()));

        assertThat(people.users())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.email()).isEqualTo(address("a.miller"));
                            assertThat(one.lines())
                                    .extracting(User.Line::phone)
                                    .containsExactly(
                                            phone("+447700900001"), phone("+447700900002"));
                        });
        assertThat(people.byEmail(address("alice"))).isEqualTo(people.byEmail(address("a.miller")));
        assertThat(people.byName("alice")).hasSize(1);
        assertThat(people.origin(phone("+447700900002"), DAY)).isEqualTo(Origin.DIRECTORY);
    }

    private static dev.wharf.core.directory.DirectoryEntry aliasedWithNumber() {
        var alice = aliased("Alice", "a.miller");
        return new dev.wharf.core.directory.DirectoryEntry(
                alice.id(),
                alice.name(),
                alice.mailbox(),
                alice.aliases(),
                java.util.List.of("+44 7700 900002"),
                true);
    }

    @Test
    void whoHasNoAddressInTheFileIsFoundByNumberAndName() {
        JoinedDirectory people =
                new JoinedDirectory(
                        file("alice,+447700900001,"), snapshot(user("Alice", "+447700900001")));

        assertThat(holder(people, "+447700900001", DAY)).isEqualTo(address("alice"));
        assertThat(people.users()).hasSize(1);
    }

    @Test
    void anotherNameUnderTheSameNumberIsAConflictAndNobodysAddress() {
        JoinedDirectory people =
                new JoinedDirectory(
                        file("Bob,+447700900001,"), snapshot(user("Alice", "+447700900001")));

        assertThat(people.byPhone(phone("+447700900001"), DAY))
                .hasValueSatisfying(one -> assertThat(one.email()).isNull());
        assertThat(people.conflicts().listed()).hasSize(1);
    }

    @Test
    void twoOfTheFileWhoAreOneInTheDirectoryAreAConflict() {
        JoinedDirectory people =
                new JoinedDirectory(
                        file("Alice,,alice@corp.example", "Alice,,a.miller@corp.example"),
                        snapshot(aliasedWithNumber()));

        assertThat(holder(people, "+447700900002", DAY)).isEqualTo(address("alice"));
        assertThat(people.conflicts().listed()).hasSize(1);
    }

    @Test
    void aNumberOfTwoInTheDirectoryIsTakenWhereTheFileSaysWhose() {
        JoinedDirectory people =
                new JoinedDirectory(
                        file("Bob,+447700900001,bob@corp.example"),
                        snapshot(user("Alice", "+447700900001"), user("Bob", "+447700900001")));

        assertThat(holder(people, "+447700900001", DAY)).isEqualTo(address("bob"));
    }

    @Test
    void usersAreThoseOfTheFileThenTheOthers() {
        JoinedDirectory people =
                new JoinedDirectory(
                        file("Bob,,bob@corp.example"),
                        snapshot(user("Alice"), user("Bob"), user("Carol")));

        assertThat(people.users())
                .extracting(User::email)
                .containsExactly(address("bob"), address("alice"), address("carol"));
    }

    @Test
    void anAssumedCountryIsSaid() {
        JoinedDirectory people =
                new JoinedDirectory(
                        UserDirectory.empty(), snapshot("GB", user("Alice", "07400 123456")));

        assertThat(people.origin(phone("+447400123456"), DAY)).isEqualTo(Origin.DIRECTORY_ASSUMED);
    }

    @Test
    void withoutADirectoryTheFileStandsAlone() {
        JoinedDirectory people = JoinedDirectory.alone(file("Bob,+447700900001,bob@corp.example"));

        assertThat(holder(people, "+447700900001", DAY)).isEqualTo(address("bob"));
        assertThat(people.byEmail(address("eve"))).isEmpty();
        assertThat(people.origin(phone("+447700900009"), DAY)).isEqualTo(Origin.NOBODY);
    }
}
