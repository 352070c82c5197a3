package dev.wharf.capture.file;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// An entry of a zip gives other bytes than it promised. The message says how, for a person.
public final class DamagedEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean brokenOff;

    public DamagedEntryException(String how, boolean brokenOff, @Nullable Exception cause) {
        super(how, cause);
        this.brokenOff = brokenOff;
    }

    /// Whether bytes are lacking; else all came, but not as they were.
    public boolean brokenOff() {
        return brokenOff;
    }
}
