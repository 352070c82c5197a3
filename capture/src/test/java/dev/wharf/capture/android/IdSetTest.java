package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.TreeSet;

class IdSetTest {
    @Test
    void anEmptySetHasNothing() {
        assertThat(new IdSet().has(0)).isFalse();
    }

    @Test
    void itHasWhatATreeHasInWhateverOrderItIsAsked() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TreeSet<Long> expected = new TreeSet<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                expected.add(random.nextLong(100));
            }
            IdSet ids = new IdSet();
            expected.forEach(ids::add);
            for (long id = -1; id < 101; id++) {
                assertThat(ids.has(id))
                        .as("seed %d, %d", seed, id)
                        .isEqualTo(expected.contains(id));
            }
            for (int i = 0; i < 300; i++) {
                long id = random.nextLong(102) - 1;
                assertThat(ids.has(id))
                        .as("seed %d, %d", seed, id)
                        .isEqualTo(expected.contains(id));
            }
        }
    }
}
