package dev.wharf.archive;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The vault's keys in the form the archive's ciphers take, each looked up once. For any thread.
final class VaultKeys {
    /// A key with the version that stands beside what it seals.
    record Versioned(int version, Key key) {}

    private record Name(KeyPurpose purpose, int version) {}

    private final KeyVault vault;
    private final Map<Name, Key> keys = new ConcurrentHashMap<>();

    VaultKeys(KeyVault vault) {
        this.vault = vault;
    }

    Versioned current(KeyPurpose purpose) {
        dev.wharf.core.key.Key current = vault.current(purpose);
        return new Versioned(current.version(), key(purpose, current.version()));
    }

    Key key(KeyPurpose purpose, int version) {
        return keys.computeIfAbsent(
                new Name(purpose, version), name -> load(name.purpose(), name.version()));
    }

    private Key load(KeyPurpose purpose, int version) {
        byte[] bytes = vault.key(purpose, version).secret().bytes();
        try {
            return new SecretKeySpec(bytes, purpose == KeyPurpose.BLOB_NAME ? "HmacSHA256" : "AES");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    BlobName blobName(ContentDigest digest) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(current(KeyPurpose.BLOB_NAME).key());
            return new BlobName(mac.doFinal(HexFormat.of().parseHex(digest.sha256())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        }
    }
}
