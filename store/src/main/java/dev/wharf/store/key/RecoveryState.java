package dev.wharf.store.key;

import java.util.Arrays;

/// How far the recovery key has come on its way to a person.
public enum RecoveryState {
    /// Somebody has it: shown, or written to the file that was asked for.
    SHOWN(0),
    /// Somebody typed it back. Backups ask for it.
    CONFIRMED(1),
    /// Drawn, and perhaps seen by nobody: the process may have ended before it was shown.
    DRAWN(2);

    private final int number;

    RecoveryState(int number) {
        this.number = number;
    }

    /// As the vault has it.
    int number() {
        return number;
    }

    static RecoveryState of(int number) {
        return Arrays.stream(values())
                .filter(state -> state.number == number)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "a newer Wharf made this vault: unknown state of its"
                                                + " recovery key"));
    }
}
