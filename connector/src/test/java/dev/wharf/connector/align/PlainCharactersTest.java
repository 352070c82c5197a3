package dev.wharf.connector.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// What is taken for plain without a closer look is what the closer look leaves as it is.
class PlainCharactersTest {
    private static final String LOWEST_CLASS = "\u0334";
    private static final String HIGHEST_CLASS = "\u0345";

    private final BodyText text = new BodyText();

    @Test
    void eachStaysAsItIs() {
        for (int c = 0; c < 0x10000; c++) {
            if (PlainCharacters.contain((char) c)) {
                // The mark makes it look.
                assertThat(text.plain("x\u200E" + (char) c)).isEqualTo("x" + (char) c);
            }
        }
    }

    @Test
    void noneCombinesWithWhatIsBeforeIt() {
        Set<Integer> combining = combining();

        for (int c = 0; c < 0x10000; c++) {
            if (PlainCharacters.contain((char) c)) {
                assertThat(combining).doesNotContain(c);
                assertThat(isOrdered(Character.toString(c))).isTrue();
            }
        }
        for (int emoji = 0x1F000; emoji < 0x1FC00; emoji++) {
            assertThat(combining).doesNotContain(emoji);
            assertThat(isOrdered(Character.toString(emoji))).isTrue();
        }
    }

    @Test
    void plainTextsAreWhatACloserLookMakesOfThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int i = 0; i < 20_000; i++) {
            String any = any(random);

            assertThat(text.plain(any)).as("seed %d", seed).isEqualTo(text.plain("\u200E" + any));
        }
    }

    private static String any(Random random) {
        StringBuilder any = new StringBuilder();
        int length = random.nextInt(8);
        while (any.length() < length) {
            switch (random.nextInt(12)) {
                case 0 -> any.append(' ');
                case 1 -> any.appendCodePoint(0x1F000 + random.nextInt(0xC00));
                case 2 -> any.append((char) (0x300 + random.nextInt(0x70)));
                case 3 -> any.append((char) random.nextInt(0x10000));
                default -> {
                    char c = (char) random.nextInt(0x10000);
                    if (PlainCharacters.contain(c)) {
                        any.append(c);
                    }
                }
            }
        }
        return any.toString();
    }

    /// Characters that are the later part of one that is put together.
    private static Set<Integer> combining() {
        Set<Integer> found = new HashSet<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < 0xD800 || c > 0xDFFF) {
                String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
                parts.codePoints().skip(1).forEach(found::add);
            }
        }
        return found;
    }

    /// Whether it is of no combining class: others change places with those around them.
    private static boolean isOrdered(String c) {
        return Normalizer.isNormalized(HIGHEST_CLASS + c + LOWEST_CLASS, Normalizer.Form.NFC);
    }
}
