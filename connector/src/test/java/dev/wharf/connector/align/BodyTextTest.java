package dev.wharf.connector.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class BodyTextTest {
    private static final String LEFT_OUT = "\u200F";

    private final BodyText text = new BodyText();

    @Test
    void whatTakesTheShortWayComesOutAsByTheLongOne() {
        IntStream differing =
                IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                        .filter(
                                c -> {
                                    String said = "e" + Character.toString(c) + "a";
                                    return !text.plain(said).equals(text.plain(LEFT_OUT + said));
                                });

        assertThat(differing).isEmpty();
    }

    @Test
    void ordinaryTextIsGivenBackAsItIs() {
        String written = "Grüße – “schön” 👍🏽 ❤️ 你好";

        assertThat(text.plain(written)).isSameAs(written);
    }

    @Test
    void marksSpacesAndNamesOfMentionedPeopleGo() {
        String written = "\u200E  Ana\u00A0\u202Fsaid  @\u2068Bo Chen\u2069  e\u0301 ";

        assertThat(text.plain(written)).isEqualTo("Ana said @ \u00E9");
    }
}
