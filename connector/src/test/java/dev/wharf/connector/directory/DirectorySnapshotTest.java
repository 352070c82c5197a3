package dev.wharf.connector.directory;

import static dev.wharf.connector.directory.People.address;
import static dev.wharf.connector.directory.People.aliased;
import static dev.wharf.connector.directory.People.disabled;
import static dev.wharf.connector.directory.People.phone;
import static dev.wharf.connector.directory.People.snapshot;
import static dev.wharf.connector.directory.People.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.directory.DirectoryFinding.Kind;
import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.party.EmailAddress;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class DirectorySnapshotTest {
    @Test
    void aPrimaryAddressIsFound() {
        assertThat(snapshot(user("Alice"), user("Bob")).find(address("bob")))
                .isEqualTo(new AddressLookup.Found(address("bob")));
    }

    @Test
    void anAddressIsFoundInAnyCase() {
        assertThat(snapshot(user("Bob")).find(new EmailAddress("BOB@Corp.Example")))
                .isEqualTo(new AddressLookup.Found(address("bob")));
    }

    @Test
    void anAliasLeadsToItsMailbox() {
        DirectorySnapshot people = snapshot(aliased("Alice", "a.miller", "sales@corp.example"));

        assertThat(people.find(address("sales")))
                .isEqualTo(new AddressLookup.Found(address("alice")));
    }

    @Test
    void aDisabledUserSaysSo() {
        assertThat(snapshot(disabled("Bob")).find(address("bob")))
                .isEqualTo(new AddressLookup.Disabled(address("bob")));
    }

    @Test
    void anAddressOfNobodyIsUnknown() {
        assertThat(snapshot(user("Bob")).find(address("eve")))
                .isEqualTo(new AddressLookup.Unknown());
    }

    @Test
    void anAddressOfTwoIsAmbiguousAndNamed() {
        DirectorySnapshot people = snapshot(aliased("Alice", "info"), aliased("Bob", "info"));

        assertThat(people.find(address("info")))
                .isEqualTo(new AddressLookup.Ambiguous(List.of("id-Alice", "id-Bob")));
        assertThat(people.findings().listed())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(Kind.DUPLICATE_ADDRESS);
                            assertThat(one.text()).contains("alice@corp.example", "bob@corp");
                        });
    }

    @Test
    void anAddressThatStandsTwiceWithOneUserIsTheirs() {
        assertThat(snapshot(aliased("Alice", "alice", "ALICE")).find(address("alice")))
                .isEqualTo(new AddressLookup.Found(address("alice")));
    }

    @Test
    void aNumberLeadsToItsUserHoweverItIsWritten() {
        DirectorySnapshot people = snapshot(user("Alice", "+1 617-435-4634"), user("Bob"));

        assertThat(people.holder(phone("16174354634"))).hasValue(0);
    }

    @Test
    void aNumberOfTwoUsersIsTakenForNeitherAndBothAreNamed() {
        DirectorySnapshot people =
                snapshot(
                        user("Alice", "+44 7700 900001", "+44 7700 900002"),
                        disabled("Bob", "+447700900001"));

        assertThat(people.holder(phone("+447700900001"))).isEmpty();
        assertThat(people.holder(phone("+447700900002"))).hasValue(0);
        assertThat(people.numbers(0))
                .containsExactly(new PackedNumbers.Held(phone("+447700900002"), false));
        assertThat(people.findings().listed())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.subject()).isEqualTo("+447700900001");
                            assertThat(one.text())
                                    .contains("alice@corp.example", "bob@corp.example (disabled)");
                        });
    }

    @Test
    void aNumberThatStandsTwiceWithOneUserIsTheirs() {
        DirectorySnapshot people = snapshot(user("Alice", "+44 7700 900001", "00447700900001"));

        assertThat(people.holder(phone("+447700900001"))).hasValue(0);
        assertThat(people.findings().listed()).isEmpty();
    }

    @Test
    void aSwitchboardOfAHundredIsOneFinding() {
        DirectorySnapshot people =
                snapshot(
                        IntStream.range(0, 100)
                                .mapToObj(i -> user("User " + i, "+1 425 555 0100"))
                                .toArray(DirectoryEntry[]::new));

        assertThat(people.findings().count(Kind.DUPLICATE_NUMBER)).isEqualTo(1);
        assertThat(people.findings().listed().getFirst().text()).contains("and 95 more");
    }

    @Test
    void aNumberWhoseCountryWasAssumedIsMarked() {
        DirectorySnapshot people = snapshot("GB", user("Alice", "07400 123456", "+447400123457"));

        assertThat(people.numbers(0))
                .containsExactly(
                        new PackedNumbers.Held(phone("+447400123456"), true),
                        new PackedNumbers.Held(phone("+447400123457"), false));
    }

    @Test
    void aNumberThatIsWrittenWithItsCountryToo_isNotAssumed() {
        DirectorySnapshot people = snapshot("GB", user("Alice", "07400 123456", "+447400123456"));

        assertThat(people.numbers(0))
                .containsExactly(new PackedNumbers.Held(phone("+447400123456"), false));
    }

    @Test
    void unreadableNumbersAreFindingsThatNameTheUser() {
        DirectorySnapshot people = snapshot(user("Alice", "2125550100", " "));

        assertThat(people.findings().listed())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(Kind.UNREADABLE_NUMBER);
                            assertThat(one.text())
                                    .contains("alice@corp.example", "country code")
                                    .doesNotContain("2125550100");
                        });
    }

    @Test
    void findingsAreCountedBeyondWhatIsListed() {
        DirectorySnapshot people =
                snapshot(
                        IntStream.range(0, DirectoryFindings.MOST_LISTED + 100)
                                .mapToObj(i -> user("User " + i, "none"))
                                .toArray(DirectoryEntry[]::new));

        assertThat(people.findings().listed()).hasSize(DirectoryFindings.MOST_LISTED);
        assertThat(people.findings().count(Kind.UNREADABLE_NUMBER))
                .isEqualTo(DirectoryFindings.MOST_LISTED + 100L);
    }

    /// In the 512 MB that tests have.
    @Test
    void twoHundredThousandUsersFit() {
        DirectorySnapshot.Builder builder =
                new DirectorySnapshot.Builder("big", People.TAKEN, new NumberReader(null));
        for (int i = 0; i < 200_000; i++) {
            builder.add(
                    new DirectoryEntry(
                            "00000000-0000-4000-8000-%012d".formatted(i),
                            "User Number " + i,
                            address("user." + i),
                            List.of(address("u" + i), address("u" + i + "@corp.onmicrosoft.com")),
                            List.of("+4915%09d".formatted(i), "+4989%07d".formatted(i)),
                            i % 100 != 0));
        }
        DirectorySnapshot people = builder.build();

        assertThat(people.find(address("u123456")))
                .isEqualTo(new AddressLookup.Found(address("user.123456")));
        assertThat(people.find(address("u400000"))).isEqualTo(new AddressLookup.Unknown());
        assertThat(people.holder(phone("+4915000199999"))).hasValue(199_999);
        assertThat(people.findings().listed()).isEmpty();
    }
}
