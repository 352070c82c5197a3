package dev.wharf.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "Grüße, 5",
        "e\u0301, 1",
        "こんにちは, 10",
        "한국어, 6",
        "ｆｕｌｌ, 8",
        "สวัสดี, 4",
        "مرحبا, 5",
        "🙂, 2",
        "👍🏽, 2",
        "👨‍👩‍👧‍👦, 2",
        "🇩🇪🇫🇷, 4",
        "❤️, 2",
        "𝒳, 1"
    })
    void everyScriptHasTheWidthThatTerminalsGiveIt(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void aTextIsCutToColumnsNotCharacters() {
        assertThat(DisplayWidth.cut("こんにちは", 7)).isEqualTo("こんに…");
        assertThat(DisplayWidth.cut("abcdef", 6)).isEqualTo("abcdef");
    }

    @Test
    void aFamilyIsNeverCutApart() {
        assertThat(DisplayWidth.cut("ab👨‍👩‍👧‍👦cdef", 4)).isEqualTo("ab…");
        assertThat(DisplayWidth.cut("ab👨‍👩‍👧‍👦cdef", 5)).isEqualTo("ab👨‍👩‍👧‍👦…");
    }

    @Test
    void paddingCountsColumns() {
        assertThat(DisplayWidth.padded("日本", 6, false)).isEqualTo("日本  ");
        assertThat(DisplayWidth.padded("日本", 6, true)).isEqualTo("  日本");
    }
}
