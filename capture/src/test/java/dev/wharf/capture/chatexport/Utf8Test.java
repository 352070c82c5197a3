package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Eight bytes at once give what one after the other gives.
class Utf8Test {
    private static final long SEED = 577;
    private static final String[] SCRAPS = {
        "a", "twelve bytes", "é", "漢", "😀", "\u0080", "\0", "\u007f", "0123456789abcdef"
    };

    private final Random random = new Random(SEED);

    @Test
    void aNewlineIsFoundWhereverItStands() {
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                // Those that differ from a newline by one bit, and all others, are none.
                boolean near = random.nextInt(3) == 0;
                bytes[at] = near ? (byte) ('\n' ^ 1 << random.nextInt(8)) : bytes[at];
                bytes[at] = random.nextInt(30) == 0 ? (byte) '\n' : bytes[at];
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int to = from + (bytes.length == from ? 0 : random.nextInt(bytes.length - from + 1));

            assertThat(Utf8.behindNewline(bytes, from, to))
                    .as("seed %d, %d", SEED, i)
                    .isEqualTo(oneByOne(bytes, from, to));
        }
    }

    private static int oneByOne(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    @Test
    void textIsDecodedAsTheJdkDoes() {
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
            }
            byte[] bytes = ("+" + text + "+").getBytes(StandardCharsets.UTF_8);
            char[] out = new char[bytes.length];

            long decoded = Utf8.decode(bytes, 1, bytes.length - 1, out);

            assertThat(decoded >>> 32).isZero();
            assertThat(new String(out, 0, (int) decoded))
                    .as("seed %d, %d", SEED, i)
                    .isEqualTo(text.toString());
        }
    }
}
