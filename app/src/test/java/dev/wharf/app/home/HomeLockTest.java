package dev.wharf.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class HomeLockTest {

    @TempDir private Path home;

    @Test
    void aSecondHolderIsToldWhoTheFirstIs() {
        try (HomeLock _ = HomeLock.take(home, "process 4711")) {
            assertThatThrownBy(() -> HomeLock.take(home, "process 4712"))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.HOME_LOCKED))
                    .hasMessageContaining("process 4711");
        }
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        HomeLock.take(home, "process 4711, a long name").close();

        try (HomeLock _ = HomeLock.take(home, "x")) {
            assertThat(home.resolve("lock")).hasContent("x\n");
        }
    }
}
