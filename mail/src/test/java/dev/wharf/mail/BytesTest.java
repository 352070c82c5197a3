package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/// Text as it stands in a body, against a model that takes one code point after the other.
class BytesTest {
    private static final long SEED = 31_415;
    private static final int TEXTS = 20_000;

    private static final List<String> SCRAPS =
            List.of(
                    "a",
                    "plain words ",
                    "<",
                    ">",
                    "&",
                    "\"",
                    "'",
                    "\r",
                    "\n",
                    "\r\n",
                    "\t",
                    "\0",
                    "\u0001",
                    "\u007f",
                    "\u0080",
                    "\u009f",
                    "\u00a0",
                    "\u00bf",
                    "\u00c2",
                    "é",
                    "\u07ff",
                    "\u0800",
                    "漢字",
                    "\ufffd",
                    "\uffff",
                    "😀",
                    "\ud83d",
                    "\ude00",
                    "?");

    private final Random random = new Random(SEED);

    @Test
    void textIsWrittenAsTheModelSays() {
        for (int i = 0; i < TEXTS; i++) {
            String text = text();

            assertThat(written(new Bytes(0).utf8(text)))
                    .as("seed %d, UTF-8 %d", SEED, i)
                    .isEqualTo(text.codePoints().mapToObj(BytesTest::shown).collect(joining()));
            assertThat(written(new Bytes(0).lines(text)))
                    .as("seed %d, text %d", SEED, i)
                    .isEqualTo(model(text, BytesTest::inText));
            assertThat(written(new Bytes(0).html(text)))
                    .as("seed %d, HTML %d", SEED, i)
                    .isEqualTo(model(text, BytesTest::inHtml));
        }
    }

    @Test
    void linesThatArePlainHtmlAreHtml() {
        int plain = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text();
            Bytes lines = new Bytes(0).put('<').lines(text);
            int end = lines.size();

            boolean same = model(text, BytesTest::inText).equals(model(text, BytesTest::inHtml));

            assertThat(lines.put('>').isPlainHtml(1, end))
                    .as("seed %d, text %d", SEED, i)
                    .isEqualTo(same);
            plain += same ? 1 : 0;
        }
        assertThat(plain).isBetween(1, TEXTS - 1);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return text.toString();
    }

    private static String written(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    private static String model(String text, IntFunction<String> each) {
        StringBuilder model = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().mapToObj(each).forEach(model::append);
        return model.toString();
    }

    private static String inText(int point) {
        return switch (point) {
            case '\r', '\n' -> "\r\n";
            case 0 -> "\ufffd";
            default -> shown(point);
        };
    }

    private static String inHtml(int point) {
        return switch (point) {
            case '\r', '\n' -> "<br>";
            case '\t' -> "\t";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> Character.isISOControl(point) ? "\ufffd" : shown(point);
        };
    }

    /// Half surrogates are no characters.
    private static String shown(int point) {
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return half ? "\ufffd" : Character.toString(point);
    }
}
