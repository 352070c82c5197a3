package dev.wharf.connector.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.directory.User;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

class UsersFileTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final PhoneNumber PHONE = new PhoneNumber("+447700900001");

    private static UserDirectory parse(String text) {
        return UsersFile.parse("users.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPersonIsFoundByNumberAddressAndName() {
        UserDirectory users =
                parse(
                        "\uFEFFName,PHONE, Email ,dept\nZoë Müller,+447700900001,Zoe@Corp.example,x\n");

        assertThat(users.byPhone(PHONE, DAY)).map(User::name).contains("Zoë Müller");
        assertThat(users.byEmail(new EmailAddress("zoe@corp.example"))).isPresent();
        assertThat(users.byName("ZOË  müller")).hasSize(1);
    }

    @Test
    void severalNumbersStandInOneCellOrInSeveralRows() {
        UserDirectory users =
                parse(
                        """
                        name,phone,email
                        Zoe,+447700900001; +447700900002,zoe@corp.example
                        zoe,+447700900003,zoe@corp.example
                        """);

        assertThat(users.users()).singleElement().satisfies(u -> assertThat(u.lines()).hasSize(3));
    }

    @Test
    void aNumberMayChangeHands() {
        UserDirectory users =
                parse(
                        """
                        name,phone,email,from,until
                        Zoe,+447700900001,zoe@corp.example,,2026-02-28
                        Bob,+447700900001,bob@corp.example,2026-03-01,
                        """);

        assertThat(users.byPhone(PHONE, DAY.minusDays(1))).map(User::name).contains("Zoe");
        assertThat(users.byPhone(PHONE, DAY)).map(User::name).contains("Bob");
    }

    @Test
    void oneNumberOfTwoPeopleAtATimeIsRefusedWithBothLines() {
        assertRefused(
                """
                name,phone,email
                Zoe,+447700900001,zoe@corp.example
                Bob,+447700900001,bob@corp.example
                """,
                "line 3, column phone: somebody else has this number at the same time in line 2");
    }

    @Test
    void everythingWrongIsToldAtOnceByLineAndColumn() {
        assertRefused(
                """
                name,phone,email,from
                ,+447700900001,a@corp.example,
                Zoe,12,zoe,1/2/2026
                Bob,,,
                """,
                "line 2, column name: empty",
                "line 3, column phone: not a phone number",
                "line 3, column email: not an e-mail address",
                "line 3, column from: not a date",
                "line 4, column phone: neither phone nor email");
    }

    @Test
    void aMissingColumnIsNamed() {
        assertRefused("name,phone\nZoe,+447700900001\n", "line 1, column email: missing");
    }

    @Test
    void semicolonsBetweenColumnsAreExplained() {
        assertRefused("name;phone;email\n", "separate the columns with commas");
    }

    @Test
    void anotherEncodingIsRefusedWithItsLine() {
        byte[] latin =
                "name,phone,email\nZoë,,z@corp.example\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> UsersFile.parse("users.csv", latin))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("not UTF-8 in line 2");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused("", "is empty");
    }

    private static void assertRefused(String text, String... complaints) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(WharfException.class)
                .hasMessageContainingAll(complaints);
    }
}
