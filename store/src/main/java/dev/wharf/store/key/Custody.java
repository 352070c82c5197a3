package dev.wharf.store.key;

import dev.wharf.core.key.Secret;

/// What opens the vault's master key.
public sealed interface Custody {

    /// The file `master.key` beside the vault. Protects copies of everything else (backups, a disk
    /// that was sent in without `keys/`); whoever reads the whole home reads the archive.
    record KeyFile() implements Custody {}

    /// A passphrase, stretched by Argon2id. Protects a stolen home as well as the passphrase is
    /// good; every start needs it.
    ///
    /// @param text its UTF-8 bytes
    record Passphrase(Secret text) implements Custody {}

    /// The recovery key. Opens; never closes a vault.
    record Recovery(RecoveryKey key) implements Custody {}
}
