package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bob",
                "Dörte Müller-Lüdenscheidt",
                "山田 太郎",
                "👩‍👩‍👧‍👦 family 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "محمد علي",
                "क्‍ष",
                "a\u0301"
            })
    void ordinaryNamesStayAsTheyAre(String name) {
        assertThat(HeaderText.clean(name)).isEqualTo(name);
    }

    @Test
    void lineEndsAndControlsBecomeOneSpace() {
        assertThat(HeaderText.clean(" a\r\n\tb\0\u0007c\u0085d\u2028e\u00a0\u00a0f "))
                .isEqualTo("a b c d e f");
    }

    @Test
    void marksThatTurnTextGo() {
        assertThat(HeaderText.clean("\u200ea\u202eb\u2066c\u2069d\u200fe\u061cf\ufeffg"))
                .isEqualTo("abcdefg");
    }

    @Test
    void halvesOfSurrogatesAndNoncharactersAreReplaced() {
        assertThat(HeaderText.clean("a\ud83d b\ude00 \ufffe \udbff\udfff"))
                .isEqualTo("a\ufffd b\ufffd \ufffd \ufffd");
    }

    @Test
    void aCutNeverSplitsACodePoint() {
        String text = "👍".repeat(10);

        for (int limit = 2; limit < 22; limit++) {
            String clipped = HeaderText.clip(text, limit);

            assertThat(clipped.length()).isLessThanOrEqualTo(limit);
            assertThat(HeaderText.clean(clipped)).isEqualTo(clipped);
        }
    }
}
