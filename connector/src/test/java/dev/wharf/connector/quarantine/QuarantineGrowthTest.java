package dev.wharf.connector.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class QuarantineGrowthTest {
    private Instant now = Instant.parse("2026-11-28T08:00:00Z");
    private QuarantineGrowth state = QuarantineGrowth.beginning(now);
    private long enough = 1;

    /// How many more each look tells of; 0 for none.
    private List<Long> looks(long... items) {
        List<Long> told = new ArrayList<>();
        for (long one : items) {
            now = now.plus(Duration.ofMinutes(10));
            told.add(look(one).grownBy());
        }
        return told;
    }

    private QuarantineGrowth.Look look(long items) {
        QuarantineGrowth.Look look = state.look(items, enough, now);
        state = look.after();
        return look;
    }

    @Test
    void theFirstItemIsTold() {
        assertThat(looks(0, 1, 1)).containsExactly(0L, 1L, 0L);
    }

    @Test
    void afterThatEachDoublingIsTold() {
        assertThat(looks(1, 2, 3, 4, 7, 8, 100)).containsExactly(1L, 1L, 0L, 2L, 0L, 4L, 92L);
    }

    @Test
    void fewerThanTheSettingWithinADayAreNotTold() {
        enough = 10;
        assertThat(looks(9)).containsExactly(0L);
        now = now.plus(Duration.ofDays(1));
        assertThat(looks(9, 18)).containsExactly(0L, 0L);
        assertThat(looks(19)).containsExactly(10L);
    }

    @Test
    void anEmptyQuarantineIsOverOnce() {
        looks(5);

        assertThat(look(0).over()).isTrue();
        assertThat(look(0).over()).isFalse();
        assertThat(looks(1)).containsExactly(1L);
    }

    @Test
    void whatWasDealtWithCountsNoMore() {
        assertThat(looks(100, 10, 19, 20)).containsExactly(100L, 0L, 0L, 10L);
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() {
        looks(5);
        QuarantineGrowth before = state;

        assertThat(look(5).after()).isSameAs(before);
        assertThat(look(6).after()).isSameAs(before);
    }

    @Test
    void itReadsBackWhatItWrote() {
        looks(5);

        assertThat(QuarantineGrowth.parse(state.json(), now)).isEqualTo(state);
    }
}
