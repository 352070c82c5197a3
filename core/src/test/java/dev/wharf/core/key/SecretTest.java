package dev.wharf.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class SecretTest {
    private static final byte[] BYTES = {1, 2, 3};

    @Test
    void itPrintsAsNothing() {
        Key key = new Key(KeyPurpose.KEY_STORE, 2, Instant.EPOCH, Secret.copyOf(BYTES));

        assertThat(key.toString()).contains("[REDACTED]").doesNotContain("1, 2");
        assertThat(key.name()).isEqualTo("key-store/2");
    }

    @Test
    void itIsIndependentOfTheArraysAroundIt() {
        byte[] given = BYTES.clone();
        Secret secret = Secret.copyOf(given);
        given[0] = 9;
        secret.bytes()[1] = 9;

        assertThat(secret.bytes()).isEqualTo(BYTES);
        assertThat(secret).isEqualTo(Secret.copyOf(BYTES)).isNotEqualTo(Secret.copyOf(given));
    }

    @Test
    void wipingLeavesZeros() {
        Secret secret = Secret.copyOf(BYTES);

        secret.close();

        assertThat(secret.bytes()).containsOnly(0);
    }
}
