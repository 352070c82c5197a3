package dev.wharf.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void thousandsArePartedByCommas() {
        assertThat(Quantity.count(0)).isEqualTo("0");
        assertThat(Quantity.count(999)).isEqualTo("999");
        assertThat(Quantity.count(1_000)).isEqualTo("1,000");
        assertThat(Quantity.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Quantity.count(-100)).isEqualTo("-100");
        assertThat(Quantity.count(-1_000)).isEqualTo("-1,000");
    }

    @Test
    void oneIsSingular() {
        assertThat(Quantity.of(1, "item")).isEqualTo("1 item");
        assertThat(Quantity.of(2, "copy", "copies")).isEqualTo("2 copies");
    }

    @Test
    void bytesArePowersOfAThousand() {
        assertThat(Quantity.bytes(999)).isEqualTo("999 B");
        assertThat(Quantity.bytes(1_400_000)).isEqualTo("1.4 MB");
    }
}
