package dev.wharf.connector.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

class MappingFileTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private static Mapping parse(String text) {
        return MappingFile.parse("mapping.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFileOfTelemessageIsReadAsItStands() {
        Mapping mapping =
                parse(
                        """
                        External User ID,Microsoft 365 User Mailbox
                        445204334324,susan@company.com
                        442323523455,jeff@company.com
                        """);

        assertThat(mapping.lookup().mailbox(new PhoneNumber("+445204334324"), DAY))
                .contains(new EmailAddress("susan@company.com"));
        assertThat(mapping.notes()).isEmpty();
    }

    @Test
    void aPlusSignAndSpacesAreTakenWithANote() {
        Mapping mapping =
                parse("external user id,microsoft 365 user mailbox\n+44 7700 900001,a@b.example\n");

        assertThat(mapping.rows()).hasSize(1);
        assertThat(mapping.notes()).singleElement().asString().contains("line 2");
    }

    @Test
    void validityDatesDecideWhoseANumberIs() {
        Mapping mapping =
                parse(
                        """
                        External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until
                        447700900001,a@b.example,,2026-02-28
                        447700900001,c@b.example,2026-03-01,
                        """);

        PhoneNumber phone = new PhoneNumber("+447700900001");
        assertThat(mapping.lookup().mailbox(phone, DAY)).contains(new EmailAddress("c@b.example"));
        assertThat(mapping.lookup().mailbox(phone, DAY.minusDays(1)))
                .contains(new EmailAddress("a@b.example"));
    }

    @Test
    void anythingWrongRefusesTheWholeFile() {
        String wrong =
                """
                External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until
                447700900001,a@b.example,,
                447700900001,c@b.example,,
                abc,nobody,2026-05-01,2026-04-01
                """;

        assertThatThrownBy(() -> parse(wrong))
                .isInstanceOf(WharfException.class)
                .hasMessageContainingAll(
                        "line 3, column External User ID: is mapped at the same time in line 2",
                        "line 4, column External User ID: not a phone number",
                        "line 4, column Microsoft 365 User Mailbox: not an e-mail address",
                        "line 4, column Valid Until: before Valid From");
    }
}
