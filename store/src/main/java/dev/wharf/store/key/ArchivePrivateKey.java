package dev.wharf.store.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.SecretBytes;

import dev.wharf.core.key.Key;
import dev.wharf.core.key.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Optional;

/// The private half of the archive's capture key. Never on a site. Safe for many threads.
public final class ArchivePrivateKey {
    private final ArchivePublicKey publicKey;
    private final HybridDecrypt hpke;

    private ArchivePrivateKey(ArchivePublicKey publicKey, HybridDecrypt hpke) {
        this.publicKey = publicKey;
        this.hpke = hpke;
    }

    /// @param key of purpose CAPTURE
    public static ArchivePrivateKey of(Key key) {
        return of(key.version(), key.secret());
    }

    @AccessesPartialKey
    static ArchivePrivateKey of(int version, Secret scalar) {
        byte[] bytes = scalar.bytes();
        try {
            byte[] point = X25519.publicFromPrivate(bytes);
            HpkePrivateKey key =
                    HpkePrivateKey.create(
                            ArchivePublicKey.tinkKey(point),
                            SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()));
            HybridDecrypt hpke =
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                            .build()
                            .getPrimitive(HybridConfig2026.get(), HybridDecrypt.class);
            return new ArchivePrivateKey(new ArchivePublicKey(version, point), hpke);
        } catch (InvalidKeyException invalid) {
            throw new IllegalArgumentException("not an X25519 private key", invalid);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    public ArchivePublicKey publicKey() {
        return publicKey;
    }

    /// Opens what [ArchivePublicKey#seal] sealed; empty when it was sealed to another key or in
    /// another context, or was changed since.
    public Optional<Secret> open(byte[] sealed, String context) {
        try {
            byte[] bytes = hpke.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
            Secret secret = Secret.copyOf(bytes);
            Arrays.fill(bytes, (byte) 0);
            return Optional.of(secret);
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }
}
