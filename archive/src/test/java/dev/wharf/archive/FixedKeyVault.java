package dev.wharf.archive;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.key.Secret;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The same keys in every process.
final class FixedKeyVault implements KeyVault {
    @Override
    public Key current(KeyPurpose purpose) {
        return key(purpose, 1);
    }

    @Override
    public Key key(KeyPurpose purpose, int version) {
        if (version != 1) {
            throw new WharfException(ErrorCode.KEY_MISSING, "no key " + purpose + "/" + version);
        }
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) purpose.text().hashCode());
        return new Key(purpose, version, Instant.EPOCH, Secret.copyOf(bytes));
    }

    @Override
    public List<Key> keys(KeyPurpose purpose) {
        return List.of(current(purpose));
    }

    @Override
    public void close() {}
}
