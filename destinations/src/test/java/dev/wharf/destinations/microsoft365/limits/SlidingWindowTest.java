package dev.wharf.destinations.microsoft365.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SlidingWindowTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration SPAN = Duration.ofMinutes(10);

    private record Taken(Instant at, long amount) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noSpanEverHasMoreThanTheLimit(long seed) {
        Random random = new Random(seed);
        SlidingWindow window = new SlidingWindow(100, SPAN);
        List<Taken> taken = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 2000; i++) {
            now = now.plusMillis(random.nextInt(20_000));
            long amount = 1L + random.nextInt(5);
            now = window.earliest(now, amount);
            window.take(now, amount);
            taken.add(new Taken(now, amount));
        }

        for (Taken first : taken) {
            Instant end = first.at.plus(SPAN);
            long sum =
                    taken.stream()
                            .filter(one -> !one.at.isBefore(first.at) && one.at.isBefore(end))
                            .mapToLong(Taken::amount)
                            .sum();
            assertThat(sum).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void nearlyAllOfTheLimitIsUsed() {
        SlidingWindow window = new SlidingWindow(100, SPAN);
        Instant now = START;
        for (int i = 0; i < 10_000; i++) {
            now = window.earliest(now, 1);
            window.take(now, 1);
        }

        Duration ideal = SPAN.multipliedBy(99);
        assertThat(Duration.between(START, now))
                .isBetween(ideal, ideal.multipliedBy(105).dividedBy(100));
    }

    @Test
    void whatIsFreeIsFreeAtOnce() {
        SlidingWindow window = new SlidingWindow(3, SPAN);
        window.take(START, 2);

        assertThat(window.free(START)).isEqualTo(1);
        assertThat(window.earliest(START, 1)).isEqualTo(START);
        assertThat(window.earliest(START, 2)).isAfter(START.plus(SPAN));
    }

    @Test
    void moreThanTheLimitGoesWhenNothingElseCounts() {
        SlidingWindow window = new SlidingWindow(3, SPAN);

        assertThat(window.earliest(START, 7)).isEqualTo(START);
        window.take(START, 7);
        assertThat(window.earliest(START, 1)).isAfter(START.plus(SPAN));
    }
}
