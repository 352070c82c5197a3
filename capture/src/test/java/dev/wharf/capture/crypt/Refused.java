package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wharf.core.error.WharfException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.util.Objects;

/// How opening a backup was refused.
record Refused(Diagnosis diagnosis, String message) {

    static Refused saying(ThrowingCallable opening) {
        WharfException refused = catchThrowableOfType(WharfException.class, opening);
        assertThat(refused).as("refused").isNotNull();
        Diagnosis diagnosis = Diagnosis.of(refused).orElseThrow(() -> refused);
        assertThat(refused.code()).isEqualTo(diagnosis.code());
        return new Refused(diagnosis, Objects.requireNonNull(refused.getMessage()));
    }

    static Diagnosis by(ThrowingCallable opening) {
        return saying(opening).diagnosis();
    }
}
