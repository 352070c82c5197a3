package dev.wharf.archive;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.security.GeneralSecurityException;
import java.security.Key;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM by the JDK: 12-byte nonces, 16-byte tags. For one thread at a time; made once and
/// kept, because looking a cipher up costs more than using it.
final class AesGcm {
    static final int KEY = 32;
    static final int NONCE = 12;
    static final int TAG = 16;

    /// For keys that seal one message in their life.
    private static final GCMParameterSpec ONLY_NONCE = nonce(new byte[NONCE]);

    private final Cipher cipher;

    AesGcm() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    static Key key(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    /// Seals with a key that seals nothing else, so that the nonce may be fixed.
    ///
    /// @return length of the ciphertext
    int sealOnce(byte[] key, byte[] aad, byte[] in, int offset, int length, byte[] out, int at) {
        return run(Cipher.ENCRYPT_MODE, key(key), ONLY_NONCE, aad, in, offset, length, out, at);
    }

    int openOnce(byte[] key, byte[] aad, byte[] in, int offset, int length, byte[] out, int at) {
        return run(Cipher.DECRYPT_MODE, key(key), ONLY_NONCE, aad, in, offset, length, out, at);
    }

    int seal(
            Key key,
            byte[] nonce,
            byte[] aad,
            byte[] in,
            int offset,
            int length,
            byte[] out,
            int at) {
        return run(Cipher.ENCRYPT_MODE, key, nonce(nonce), aad, in, offset, length, out, at);
    }

    int open(
            Key key,
            byte[] nonce,
            byte[] aad,
            byte[] in,
            int offset,
            int length,
            byte[] out,
            int at) {
        return run(Cipher.DECRYPT_MODE, key, nonce(nonce), aad, in, offset, length, out, at);
    }

    private static GCMParameterSpec nonce(byte[] nonce) {
        return new GCMParameterSpec(TAG * 8, nonce);
    }

    private int run(
            int mode,
            Key key,
            GCMParameterSpec nonce,
            byte[] aad,
            byte[] in,
            int offset,
            int length,
            byte[] out,
            int at) {
        try {
            cipher.init(mode, key, nonce);
            cipher.updateAAD(aad);
            return cipher.doFinal(in, offset, length, out, at);
        } catch (AEADBadTagException forged) {
            throw new WharfException(
                    ErrorCode.DIGEST_MISMATCH,
                    "a sealed record does not open: it was changed, or this is not its key",
                    forged);
        } catch (GeneralSecurityException failure) {
            throw new WharfException(ErrorCode.BUG, "AES-GCM refused its input", failure);
        }
    }
}
