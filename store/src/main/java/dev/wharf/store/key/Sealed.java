package dev.wharf.store.key;

import com.google.crypto.tink.subtle.AesGcmJce;

import dev.wharf.core.key.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// Small things under AES-256-GCM: a random 12-byte nonce, the ciphertext, a 16-byte tag.
final class Sealed {
    private Sealed() {}

    static byte[] seal(Secret key, byte[] plain, String context) {
        byte[] bytes = key.bytes();
        try {
            return new AesGcmJce(bytes).encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Empty when the key is the wrong one, or the bytes or their context were changed.
    static Optional<byte[]> open(Secret key, byte[] sealed, String context) {
        byte[] bytes = key.bytes();
        try {
            return Optional.of(
                    new AesGcmJce(bytes).decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// HKDF-SHA-256 to 256 bits.
    static Secret derive(Secret from, String salt, String info) {
        byte[] bytes = from.bytes();
        try {
            SecretKey derived =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveKey(
                                    "Generic",
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(bytes)
                                            .addSalt(salt.getBytes(StandardCharsets.UTF_8))
                                            .thenExpand(info.getBytes(StandardCharsets.UTF_8), 32));
            byte[] encoded = derived.getEncoded();
            Secret secret = Secret.copyOf(encoded);
            Arrays.fill(encoded, (byte) 0);
            return secret;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
