package dev.wharf.connector.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;

/// The small notations of a connector file.
class WordsTest {
    @Test
    void dailyMeansTwoOClockUtc() {
        assertThat(Schedule.parse("daily")).isEqualTo(Schedule.standard());
        assertThat(Schedule.parse("daily 02:00")).isEqualTo(Schedule.standard());
        assertThat(Schedule.standard().text()).isEqualTo("daily 02:00 UTC");
    }

    @Test
    void durationsAreShownInTheirLargestWholeUnit() {
        assertThat(Schedule.parse("every 120m").text()).isEqualTo("every 2h");
        assertThat(Schedule.parse("every 90s").text()).isEqualTo("every 90s");
        assertThat(DurationText.text(Duration.ofDays(2))).isEqualTo("2d");
    }

    @Test
    void aStartIsADayOrAWord() {
        assertThat(Start.parse("2026-11-01"))
                .isEqualTo(new Start.FromDate(LocalDate.of(2026, 11, 1)));
        assertThat(Start.parse("from-now")).isEqualTo(new Start.FromNow());
    }

    @Test
    void aSampleIsSomeAndNotAll() {
        assertThat(ReadBackRule.parse("sampled 5%")).isEqualTo(new ReadBackRule.Sampled(5));
        assertThatThrownBy(() -> ReadBackRule.parse("sampled 100%"))
                .hasMessageContaining("all of them is 'full'");
    }

    @Test
    void aSecretIsAReferenceOrNothing() {
        assertThat(SecretReference.parse("secret:a/b").text()).isEqualTo("secret:a/b");
        assertThat(SecretReference.parse("file:/run/x").kind())
                .isEqualTo(SecretReference.Kind.FILE);
        assertThatThrownBy(() -> SecretReference.parse("secret:not a name"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SecretReference.parse("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }
}
