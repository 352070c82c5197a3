package dev.wharf.core.key;

import java.util.List;

/// Gives out the archive's keys by purpose and version. Only the archive side has one; the site
/// never does.
///
/// Safe for use by many threads. Callers derive or use the key they get at once and keep no other
/// copy than the one inside their cipher.
public interface KeyVault extends AutoCloseable {

    /// The version that new data is sealed with.
    Key current(KeyPurpose purpose);

    /// @throws dev.wharf.core.error.WharfException `KEY_MISSING` when the vault does not hold it
    Key key(KeyPurpose purpose, int version);

    /// Every version, oldest first.
    List<Key> keys(KeyPurpose purpose);

    /// Wipes what was opened.
    @Override
    void close();
}
