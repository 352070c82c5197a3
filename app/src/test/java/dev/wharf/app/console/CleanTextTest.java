package dev.wharf.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

    @Test
    void escapeSequencesLoseTheirEscape() {
        assertThat(CleanText.body("a\u001b[31mred\u001b]0;title\u0007"))
                .doesNotContain("\u001b", "\u0007");
    }

    @Test
    void eightBitControlsAreControlsToo() {
        assertThat(CleanText.body("a\u009b31m")).isEqualTo("a\uFFFD31m");
    }

    @Test
    void overridesOfDirectionVanish() {
        assertThat(CleanText.line("invoice\u202Efdp.exe")).isEqualTo("invoicefdp.exe");
        assertThat(CleanText.line("\u2066a\u2069\u200F\u061C")).isEqualTo("a");
    }

    @Test
    void joinersOfScriptsAndEmojiStay() {
        assertThat(CleanText.line("نمی\u200Cخواهم 👨\u200D👩"))
                .isEqualTo("نمی\u200Cخواهم 👨\u200D👩");
    }

    @Test
    void aLineHasNoBreaks() {
        assertThat(CleanText.line("a\r\nb\nc\u2028d\u0085e")).isEqualTo("a b c d e");
    }

    @Test
    void aBodyKeepsItsLines() {
        assertThat(CleanText.body("a\r\nb\rc")).isEqualTo("a\nb\nc");
    }

    @Test
    void halfAPairBecomesTheReplacementCharacter() {
        assertThat(CleanText.line("a\uD83D")).isEqualTo("a\uFFFD");
    }
}
