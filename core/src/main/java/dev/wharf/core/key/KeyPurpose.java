package dev.wharf.core.key;

import java.util.Locale;

/// What a key is for. A key is used for one purpose only; the names are written into the vault.
public enum KeyPurpose {
    /// Seals the manifests of commit groups in the packs. 256 bits.
    PACK(true),
    /// Wraps the keys of items and originals in the key store. 256 bits.
    KEY_STORE(true),
    /// Names blobs by HMAC-SHA-256 of their content. 256 bits, one version for ever: another name
    /// would store the same content again.
    BLOB_NAME(false),
    /// Seals the search index. 256 bits.
    INDEX(true),
    /// Seals what else is derived and can be made again (staging, spools). 256 bits.
    SCRATCH(true),
    /// Signs the ledger's heads: the seed of an Ed25519 key, 256 bits.
    LEDGER_SIGNING(true),
    /// Seals the ledger's entries. 256 bits.
    LEDGER_TEXT(true),
    /// Opens what the site has sealed: an X25519 private key, 256 bits.
    CAPTURE(true),
    /// Vouches for the manifests of backups. 256 bits.
    BACKUP(true),
    /// Seals what connectors prove themselves with to foreign services. 256 bits.
    SECRET(true);

    private final boolean rotates;

    KeyPurpose(boolean rotates) {
        this.rotates = rotates;
    }

    /// Whether a new version can take its place for new data.
    public boolean rotates() {
        return rotates;
    }

    /// The name in the vault and in associated data: `key-store`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
