package dev.wharf.store.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;

import dev.wharf.core.key.Secret;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/// Seals records one by one under one key: AES-256-GCM, a random 12-byte nonce in front, a 16-byte
/// tag behind. A key is good for four thousand million records. Safe for many threads.
public final class RecordCipher {
    /// By how much a sealed record is longer.
    public static final int OVERHEAD = 28;

    private final Aead aead;

    public RecordCipher(Secret key) {
        byte[] bytes = key.bytes();
        try {
            aead = new AesGcmJce(bytes);
        } catch (GeneralSecurityException wrongLength) {
            throw new IllegalArgumentException("not a 256-bit key", wrongLength);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// @param context bound to the record, not stored in it
    public byte[] seal(byte[] plain, byte[] context) {
        try {
            return aead.encrypt(plain, context);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Empty when the key or the context is another one, or the bytes were changed.
    public Optional<byte[]> open(byte[] sealed, byte[] context) {
        try {
            return Optional.of(aead.decrypt(sealed, context));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }
}
