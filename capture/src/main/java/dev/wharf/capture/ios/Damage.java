package dev.wharf.capture.ios;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// A damaged page of a database costs what lies in it and nothing else.
final class Damage {
    private Damage() {}

    @FunctionalInterface
    interface Step<T> {
        @Nullable T run() throws IOException;
    }

    /// @param hurt told when the database is damaged where the step reads it
    /// @return what the step gives; null when it meets damage
    static <T> @Nullable T spare(Step<T> step, Runnable hurt) throws IOException {
        try {
            return step.run();
        } catch (WharfException e) {
            if (e.code() != ErrorCode.INPUT_UNREADABLE) {
                throw e;
            }
            hurt.run();
            return null;
        }
    }
}
