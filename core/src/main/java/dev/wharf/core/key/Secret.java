package dev.wharf.core.key;

import java.security.MessageDigest;
import java.util.Arrays;

/// Bytes that must never be seen: they print as nothing, compare in constant time and can be wiped.
public final class Secret implements AutoCloseable {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes a copy; the caller wipes their own.
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /// A fresh copy, for the caller to use and wipe.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    /// Overwrites the bytes. What others copied, and what the garbage collector moved, stays until
    /// it is overwritten.
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    /// The same for all: a hash would tell something of the bytes.
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
