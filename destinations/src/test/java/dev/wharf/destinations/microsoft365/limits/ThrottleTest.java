package dev.wharf.destinations.microsoft365.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private final Throttle throttle = new Throttle(4);

    @Test
    void noMoreStartThanAreAllowed() {
        throttle.start(3);

        assertThat(throttle.free(NOW)).isEqualTo(1);
        assertThat(throttle.isFull()).isFalse();
    }

    @Test
    void aRefusalHalvesAndKeepsAway() {
        throttle.refused(NOW, Duration.ofSeconds(30));

        assertThat(throttle.free(NOW.plusSeconds(29))).isZero();
        assertThat(throttle.free(NOW.plusSeconds(30))).isEqualTo(2);
    }

    @Test
    void oneStormHalvesOnce() {
        throttle.refused(NOW, Duration.ofSeconds(30));
        throttle.refused(NOW.plusSeconds(1), Duration.ofSeconds(30));

        assertThat(throttle.free(NOW.plusSeconds(31))).isEqualTo(2);
        assertThat(throttle.from()).isEqualTo(NOW.plusSeconds(31));
    }

    @Test
    void itNeverGoesToNothing() {
        Instant now = NOW;
        for (int i = 0; i < 10; i++) {
            throttle.refused(now, Duration.ofSeconds(1));
            now = now.plusSeconds(2);
        }

        assertThat(throttle.free(now)).isEqualTo(1);
    }

    @Test
    void itComesBackSlowly() {
        throttle.refused(NOW, Duration.ZERO);
        for (int i = 0; i < 49; i++) {
            throttle.wentWell();
        }
        assertThat(throttle.free(NOW)).isEqualTo(2);

        throttle.wentWell();

        assertThat(throttle.free(NOW)).isEqualTo(3);
    }

    @Test
    void withoutAWordTheWaitDoubles() {
        throttle.refused(NOW, null);
        Instant first = throttle.from();
        throttle.refused(first, null);

        assertThat(first).isEqualTo(NOW.plusSeconds(1));
        assertThat(throttle.from()).isEqualTo(first.plusSeconds(2));
    }
}
