package dev.wharf.store.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;

class RecoveryKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void itIsWrittenInNineGroupsAndReadBack() {
        for (int i = 0; i < 200; i++) {
            RecoveryKey key = RecoveryKey.generate(RANDOM);

            String text = key.reveal();

            assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}");
            assertThat(RecoveryKey.parse(text)).isEqualTo(key);
        }
    }

    @Test
    void howItIsTypedDoesNotMatter() {
        RecoveryKey key = RecoveryKey.generate(RANDOM);
        String text = key.reveal();

        assertThat(RecoveryKey.parse(" " + text.replace("-", " ") + "\n")).isEqualTo(key);
        assertThat(RecoveryKey.parse(text.replace("-", "–").replace('0', 'o').replace('1', 'l')))
                .isEqualTo(key);
    }

    @Test
    void everySingleMistypedCharacterIsNoticed() {
        String text = RecoveryKey.generate(RANDOM).reveal();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '-') {
                continue;
            }
            char other = text.charAt(i) == '7' ? '8' : '7';
            String mistyped = text.substring(0, i) + other + text.substring(i + 1);

            assertThatThrownBy(() -> RecoveryKey.parse(mistyped))
                    .isInstanceOf(WharfException.class)
                    .hasMessageContaining("mistyped")
                    .hasMessageNotContaining(mistyped);
        }
    }

    @Test
    void aMissingCharacterIsCounted() {
        String text = RecoveryKey.generate(RANDOM).reveal();

        assertThatThrownBy(() -> RecoveryKey.parse(text.substring(1)))
                .hasMessageContaining("35 characters, not 36");
    }

    @Test
    void itPrintsAsNothing() {
        assertThat(RecoveryKey.generate(RANDOM)).hasToString("[REDACTED]");
    }
}
