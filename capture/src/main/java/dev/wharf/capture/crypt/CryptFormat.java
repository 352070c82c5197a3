package dev.wharf.capture.crypt;

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
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
