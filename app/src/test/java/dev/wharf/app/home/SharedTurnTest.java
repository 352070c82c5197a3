package dev.wharf.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SharedTurnTest {

    private final SharedTurn turn = new SharedTurn();

    @Test
    void aTurnWithinATurnIsTheSame() {
        assertThat(turn.<Long>take(() -> turn.take(turn::taken))).isEqualTo(1);
    }

    @Test
    void aTurnIsGivenBackWhateverBecomesOfTheWork() throws InterruptedException {
        assertThatThrownBy(
                        () ->
                                turn.take(
                                        () -> {
                                            throw new IllegalStateException("work");
                                        }))
                .hasMessage("work");

        Thread other = Thread.ofPlatform().start(() -> turn.take(() -> 0));
        other.join();
        assertThat(turn.taken()).isEqualTo(2);
    }
}
