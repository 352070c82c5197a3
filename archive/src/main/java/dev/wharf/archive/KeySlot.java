package dev.wharf.archive;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;

/// One slot of the key store: the wrapped key of one item or original.
///
/// ```
/// slot = state(1) version(2) nonce(12) sealed key(48) zero(1)        64 bytes
/// ```
///
/// State 1 is live, 2 destroyed (all other bytes zero), 0 was never written. The key is sealed with
/// AES-256-GCM under the key-store key of that version; associated data is the id of its owner, so
/// a slot opens for its own item only.
final class KeySlot {
    static final int BYTES = 64;
    static final int NEVER = 0;
    static final int LIVE = 1;
    static final int DESTROYED = 2;

    private static final int NONCE_AT = 3;
    private static final int SEALED_AT = NONCE_AT + AesGcm.NONCE;

    private KeySlot() {}

    /// Wraps a key into `out` at `at`; at least [#BYTES] must be there.
    static void wrap(
            AesGcm cipher,
            Randomness random,
            VaultKeys.Versioned store,
            byte[] key,
            byte[] owner,
            byte[] out,
            int at) {
        byte[] nonce = random.take(AesGcm.NONCE);
        out[at] = LIVE;
        out[at + 1] = (byte) (store.version() >>> 8);
        out[at + 2] = (byte) store.version();
        System.arraycopy(nonce, 0, out, at + NONCE_AT, nonce.length);
        cipher.seal(store.key(), nonce, owner, key, 0, key.length, out, at + SEALED_AT);
        out[at + BYTES - 1] = 0;
    }

    static byte[] unwrap(AesGcm cipher, VaultKeys keys, byte[] slot, byte[] owner) {
        switch (slot[0]) {
            case LIVE -> {}
            case DESTROYED -> throw new WharfException(ErrorCode.ERASED, "the key was destroyed");
            default ->
                    throw new WharfException(
                            ErrorCode.KEY_MISSING, "the key store holds no key here");
        }
        byte[] nonce = new byte[AesGcm.NONCE];
        System.arraycopy(slot, NONCE_AT, nonce, 0, nonce.length);
        byte[] key = new byte[AesGcm.KEY];
        cipher.open(
                keys.key(KeyPurpose.KEY_STORE, version(slot)),
                nonce,
                owner,
                slot,
                SEALED_AT,
                AesGcm.KEY + AesGcm.TAG,
                key,
                0);
        return key;
    }

    static int version(byte[] slot) {
        return (slot[1] & 0xff) << 8 | (slot[2] & 0xff);
    }
}
