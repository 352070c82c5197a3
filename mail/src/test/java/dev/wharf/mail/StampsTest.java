package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.TimePrecision;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/// Whatever day came before, a time is written as it is written alone.
class StampsTest {
    private static final long SEED = 1_618;

    private final Random random = new Random(SEED);
    private final Stamps stamps = new Stamps();
    private final Bytes out = new Bytes(64);

    @Test
    void timesAreAsWrittenAlone() {
        Instant at = Instant.EPOCH;
        for (int i = 0; i < 20_000; i++) {
            at = next(at);
            int day = (int) Math.floorDiv(at.getEpochSecond(), 86_400);

            stamps.rfc5322(at, out);
            assertThat(written()).isEqualTo(Times.rfc5322(at));
            stamps.utc(at, true, out);
            assertThat(written()).isEqualTo(Times.utc(at, TimePrecision.SECOND));
            stamps.utc(at, false, out);
            assertThat(written()).isEqualTo(Times.utc(at, TimePrecision.MINUTE));
            stamps.day(day, out);
            assertThat(written()).isEqualTo(Times.day(day));
        }
    }

    /// Mostly near, as neighbours in a chat are; now and then in another century.
    private Instant next(Instant before) {
        return switch (random.nextInt(10)) {
            case 0 -> Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L));
            case 1 -> before.plusSeconds(86_400);
            case 2 -> before.minusSeconds(random.nextInt(172_800));
            default -> before.plusSeconds(random.nextInt(7_200));
        };
    }

    private String written() {
        return new String(out.takeAll(), StandardCharsets.US_ASCII);
    }
}
