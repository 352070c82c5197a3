package dev.wharf.app.home;

import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;
import dev.wharf.store.secret.SealedSecrets;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The keys and passcodes that open phones' encrypted backups, sealed under the vault. No capture
/// holds any, so that an original stays what was handed over. Not in backups of the home: whoever
/// decodes an original again after a restoration enters its key again.
///
/// Safe for many threads.
public final class PhoneKeys implements BackupSecrets {
    private static final String PREFIX = "phone/";

    private final SealedSecrets sealed;

    PhoneKeys(Path keys, KeyVault vault, SecureRandom random) {
        sealed = new SealedSecrets(keys.resolve("phone-keys"), vault, random);
    }

    /// @param name what it is called in lists
    /// @param fresh whether it was not there before
    public record Kept(String name, boolean fresh) {}

    /// Keeps one, durable when it returns; the same one is kept once. The caller closes their own
    /// copy.
    public synchronized Kept add(Secret secret) {
        for (String name : sealed.names()) {
            try (Secret known = get(name)) {
                if (known.equals(secret)) {
                    return new Kept(shown(name), false);
                }
            }
        }
        int next = sealed.names().stream().mapToInt(PhoneKeys::number).max().orElse(0) + 1;
        sealed.put(PREFIX + next, secret);
        return new Kept(Integer.toString(next), true);
    }

    /// As [#add] called them, the oldest first.
    public List<String> names() {
        return sealed.names().stream()
                .sorted(Comparator.comparingInt(PhoneKeys::number))
                .map(PhoneKeys::shown)
                .toList();
    }

    /// Whether there was one.
    public boolean remove(String name) {
        return sealed.remove(PREFIX + name);
    }

    /// Seals everything under the vault's current key.
    public void rewrap() {
        sealed.rewrap();
    }

    @Override
    public List<Secret> all() {
        List<Secret> all = new ArrayList<>();
        for (String name : names().reversed()) {
            all.add(get(PREFIX + name));
        }
        return all;
    }

    private Secret get(String name) {
        Optional<Secret> secret = sealed.get(name);
        return secret.orElseThrow(() -> new IllegalStateException(name + " went meanwhile"));
    }

    private static String shown(String name) {
        return name.substring(PREFIX.length());
    }

    private static int number(String name) {
        return Integer.parseInt(shown(name));
    }
}
