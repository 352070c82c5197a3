package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// AES key wrap (RFC 3394), which tells by itself when a key is not the right one.
final class KeyWrap {
    private KeyWrap() {}

    /// @return null when the key does not open it, or it is damaged
    static byte @Nullable [] unwrap(byte[] key, byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(key, "AES"));
            return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
        } catch (InvalidKeyException _) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 17 has AES key wrap", e);
        }
    }
}
