package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class HeaderWriterTest {
    private final Bytes out = new Bytes(16);
    private final HeaderWriter headers = new HeaderWriter(out);

    @Test
    void shortAsciiStandsAsItIs() {
        headers.text("Subject", "Hello there");

        assertThat(written()).isEqualTo("Subject: Hello there\r\n");
    }

    @Test
    void longAsciiFoldsAtSpacesOnly() {
        String value = "word ".repeat(60).strip();

        headers.text("Subject", value);

        assertThat(written().lines()).allMatch(line -> line.length() <= 78);
        assertThat(written().replace("\r\n ", " ")).isEqualTo("Subject: " + value + "\r\n");
    }

    @Test
    void anEncodedWordIsAtMost75LongAndItsLine76() {
        headers.text("Subject", "äöü👩‍👩‍👧‍👦".repeat(40));

        assertThat(written().lines()).allMatch(line -> line.length() <= 76);
        assertThat(written().split("\\s+")).allMatch(word -> word.length() <= 75);
    }

    @Test
    void whatLooksEncodedIsEncodedSoThatItReadsAsItStands() {
        headers.text("Subject", "=?utf-8?Q?Alice?=");

        assertThat(written()).isEqualTo("Subject: =?utf-8?B?PT91dGYtOD9RP0FsaWNlPz0=?=\r\n");
    }

    @Test
    void aWordTooLongForALineIsEncoded() {
        headers.text("X-Wharf-Key", "k".repeat(2_000));

        assertThat(written().lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void aControlInAValueIsABug() {
        assertThatThrownBy(() -> headers.text("Subject", "a\r\nBcc: b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreQuotedAndAddressesFold() {
        headers.addresses(
                "To",
                new Recipients(
                        null,
                        List.of(
                                new Mailbox("Al \"the\\boss\", Inc.", "al@firm.example"),
                                new Mailbox("", "bare@firm.example"),
                                new Mailbox("Ünal", "u..u@firm.example"))));

        assertThat(written())
                .isEqualTo(
                        """
                        To: "Al \\"the\\\\boss\\", Inc." <al@firm.example>, bare@firm.example,
                         =?utf-8?B?w5xuYWw=?= <"u..u"@firm.example>
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void aGroupHoldsItsMembers() {
        headers.addresses("To", new Recipients("All hands", List.of()));

        assertThat(written()).isEqualTo("To: \"All hands\" : ;\r\n");
    }

    @Test
    void aFileNameBeyondAsciiIsWrittenByRfc2231() {
        headers.attachment("naïve.pdf");

        assertThat(written())
                .isEqualTo("Content-Disposition: attachment; filename*=utf-8''na%C3%AFve.pdf\r\n");
    }

    @Test
    void aLongFileNameIsContinued() {
        headers.attachment("日本語".repeat(20) + ".pdf");

        assertThat(written()).contains("filename*0*=utf-8''%E6%97%A5").contains("filename*1*=%");
        assertThat(written().lines()).allMatch(line -> line.length() <= 78);
    }

    private String written() {
        return new String(out.toArray(), StandardCharsets.US_ASCII);
    }
}
