package dev.wharf.connector.directory;

import static dev.wharf.connector.directory.People.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.directory.DirectoryEntry;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class AddressListTest {
    private static List<DirectoryEntry> read(AddressList list) {
        List<DirectoryEntry> entries = new ArrayList<>();
        list.read(entries::add);
        return entries;
    }

    private static AddressList parse(String text) {
        return AddressList.parse("valid.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aColumnOfAddressesIsEnough() {
        assertThat(read(parse("mailbox\nalice@corp.example\nbob@corp.example\n")))
                .extracting(DirectoryEntry::mailbox)
                .containsExactly(address("alice"), address("bob"));
    }

    @Test
    void allThatAnEntryHasCanBeSaid() {
        assertThat(
                        read(
                                parse(
                                        """
                                        mailbox,name,aliases,phone,enabled
                                        alice@corp.example,Alice,a@corp.example; am@corp.example,+44 7700 900001,no
                                        """)))
                .containsExactly(
                        new DirectoryEntry(
                                "alice@corp.example",
                                "Alice",
                                address("alice"),
                                List.of(address("a"), address("am")),
                                List.of("+44 7700 900001"),
                                false));
    }

    @Test
    void whateverIsWrongIsToldAtOnce() {
        assertThatThrownBy(
                        () ->
                                parse(
                                        """
                                        mailbox,enabled
                                        alice,yes
                                        bob@corp.example,perhaps
                                        Bob@corp.example,no
                                        """))
                .hasMessageContaining("line 2, column mailbox")
                .hasMessageContaining("line 3, column enabled")
                .hasMessageContaining("stands in line 3 too");
    }

    @Test
    void usersOfTheUsersFileAreThoseWithAnAddress() {
        AddressList list =
                AddressList.ofUsers(
                        "users.csv",
                        People.file(
                                "Alice,+447700900001,alice@corp.example", "Bob,+447700900002,"));

        assertThat(read(list))
                .extracting(DirectoryEntry::mailbox)
                .containsExactly(address("alice"));
        assertThat(list.name()).isEqualTo("list users.csv");
    }
}
