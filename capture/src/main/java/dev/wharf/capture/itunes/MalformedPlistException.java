package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Bytes are no property list, or a damaged one.
final class MalformedPlistException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedPlistException(String how) {
        this(how, null);
    }

    MalformedPlistException(String how, @Nullable Exception cause) {
        super(how, cause);
    }
}
