package dev.wharf.capture.crypt;

import java.util.Locale;

/// The generations of encrypted backup that are read.
public enum CryptFormat {
    CRYPT12,
    CRYPT14,
    CRYPT15;

    /// Which kind of key opens it.
    public KeyKind key() {
        return this == CRYPT15 ? KeyKind.ROOT_KEY : KeyKind.KEY_FILE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
