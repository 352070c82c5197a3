package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.Provenance;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class SourceLineTest {
    private static final long SEED = 6;
    private static final List<String> SCRAPS =
            List.of("chat", ".txt", ":", "7", "0", "42", "-", " ", "1234567890123456789");

    private final Random random = new Random(SEED);

    /// The quick look finds what the long one finds, or says that it cannot tell.
    @Test
    void aLineIsTheSameHoweverItIsFound() {
        int told = 0;
        for (int round = 0; round < 50_000; round++) {
            Provenance one = from(locator());
            Provenance other = from(locator());
            SourceLine source = SourceLine.split(one).source();
            SourceLine.Split split = SourceLine.split(other);

            long line = source.lineOf(other);

            if (line != SourceLine.ELSEWHERE) {
                assertThat(split).isEqualTo(new SourceLine.Split(source, line));
                told++;
            }
        }
        assertThat(told).isGreaterThan(500);
    }

    @Test
    void anotherCaptureIsElsewhere() {
        SourceLine source = SourceLine.split(SampleItems.seenIn(1, 4)).source();

        assertThat(source.lineOf(SampleItems.seenIn(1, 17))).isEqualTo(17);
        assertThat(source.lineOf(SampleItems.seenIn(2, 17))).isEqualTo(SourceLine.ELSEWHERE);
    }

    private String locator() {
        StringBuilder locator = new StringBuilder("c");
        for (int i = random.nextInt(5); i > 0; i--) {
            locator.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return locator.toString();
    }

    private static Provenance from(String locator) {
        Provenance sample = SampleItems.seenIn(1, 1);
        return new Provenance(
                sample.source(),
                sample.capture(),
                sample.captureDigest(),
                sample.captureName(),
                sample.decoder(),
                locator,
                sample.account());
    }
}
