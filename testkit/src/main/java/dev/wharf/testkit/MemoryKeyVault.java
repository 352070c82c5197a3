package dev.wharf.testkit;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Fresh keys that are gone with the process.
public final class MemoryKeyVault implements KeyVault {
    private final SecureRandom random = new SecureRandom();
    private final Map<KeyPurpose, List<Key>> keys = new EnumMap<>(KeyPurpose.class);

    public MemoryKeyVault() {
        for (KeyPurpose purpose : KeyPurpose.values()) {
            rotate(purpose);
        }
    }

    public synchronized Key rotate(KeyPurpose purpose) {
        List<Key> versions = keys.computeIfAbsent(purpose, _ -> new ArrayList<>());
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        Key key = new Key(purpose, versions.size() + 1, Instant.EPOCH, Secret.copyOf(bytes));
        versions.add(key);
        return key;
    }

    @Override
    public synchronized Key current(KeyPurpose purpose) {
        return keys(purpose).getLast();
    }

    @Override
    public synchronized Key key(KeyPurpose purpose, int version) {
        return keys(purpose).stream()
                .filter(key -> key.version() == version)
                .findFirst()
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.KEY_MISSING,
                                        "no key %s/%d".formatted(purpose.text(), version)));
    }

    @Override
    public synchronized List<Key> keys(KeyPurpose purpose) {
        return List.copyOf(keys.getOrDefault(purpose, List.of()));
    }

    @Override
    public void close() {}
}
