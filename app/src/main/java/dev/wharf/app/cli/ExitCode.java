package dev.wharf.app.cli;

import dev.wharf.core.error.ErrorCode;

/// How a command ended, as scripts see it. An interface: `docs/operations.md` lists them, and their
/// numbers are never reused.
public enum ExitCode {
    OK(0),
    /// Wharf or the machine failed (disk, bug); trying again may help.
    FAILED(1),
    /// The command line, a file, a query or an id is wrong. Nothing was changed by the wrong part.
    INVALID(2),
    /// A file raised a question that only a person can answer; everything else was archived.
    QUESTION(3),
    /// Finished, but some items failed; the run names them.
    INCOMPLETE(4),
    /// Stored data does not match its digest, or a key is missing.
    INTEGRITY(5),
    /// Not allowed: the item is erased, or must not be erased.
    REFUSED(6),
    /// No JDK 25 or no build; the launcher ends with it.
    NO_JAVA(69),
    /// Another process holds the home directory: try later.
    BUSY(75),
    /// Stopped by Ctrl-C: what was archived stays, the same command goes on with the rest.
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static ExitCode of(ErrorCode code) {
        if (code == ErrorCode.HOME_LOCKED) {
            return BUSY;
        }
        if (code == ErrorCode.INPUT_AMBIGUOUS) {
            return QUESTION;
        }
        return switch (code.kind()) {
            case INPUT -> INVALID;
            case TRANSIENT, INTERNAL -> FAILED;
            case INTEGRITY -> INTEGRITY;
            case REFUSED -> REFUSED;
        };
    }
}
