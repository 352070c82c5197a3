package dev.wharf.connector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImportCountersTest {
    @Test
    void whatWasAvailableIsWhatBecameOfIt() {
        assertThatThrownBy(() -> new ImportCounters(2, 6, 2, 1, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 copies were available for import, and 5 ended");
    }

    @Test
    void nothingIsBelowZero() {
        assertThatThrownBy(() -> new ImportCounters(2, 0, 1, 0, -1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ImportCounters(-1, 0, 0, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumsAddUpToo() {
        assertThat(Logged.five().plus(Logged.five()))
                .isEqualTo(new ImportCounters(4, 10, 4, 2, 0, 2, 2));
    }

    @Test
    void whatIsListedIsWhatDidNotArriveWhole() {
        assertThat(Logged.five().notImported()).isEqualTo(3);
    }
}
