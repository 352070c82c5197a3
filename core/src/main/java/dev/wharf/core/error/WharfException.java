package dev.wharf.core.error;

import org.jspecify.annotations.Nullable;

/// The only exception that leaves a module on purpose; anything else is a bug.
///
/// The message is written for the person who must act: what was being done, to which file, line or
/// id, and what to do about it. It never holds chat content, a name from a chat, or a secret.
public final class WharfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public WharfException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public WharfException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
