package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/// The keys of protection classes, open. Whoever closes it wipes them.
final class ClassKeys implements AutoCloseable {
    private final Map<Integer, byte[]> keys;

    ClassKeys(Map<Integer, byte[]> keys) {
        this.keys = Map.copyOf(keys);
    }

    boolean has(int protectionClass) {
        return keys.containsKey(protectionClass);
    }

    /// @return null when the class has no key, or the wrapped key is damaged
    byte @Nullable [] unwrap(int protectionClass, byte[] wrapped) {
        byte[] key = keys.get(protectionClass);
        return key == null ? null : KeyWrap.unwrap(key, wrapped);
    }

    @Override
    public void close() {
        keys.values().forEach(key -> Arrays.fill(key, (byte) 0));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
