package dev.wharf.capture.crypt;

import org.jspecify.annotations.Nullable;

/// The header of an encrypted backup, with what only the decryption needs.
final class CryptHeader {
    private final BackupHeader shown;
    private final @Nullable KeyIdentity identity;
    private final byte @Nullable [] iv;
    private final int length;

    /// @param identity of the key; null for crypt15, whose key has no name
    /// @param iv 16 bytes; null when a passkey wraps what else it takes
    /// @param length of the header: where the ciphertext begins
    CryptHeader(
            BackupHeader shown, @Nullable KeyIdentity identity, byte @Nullable [] iv, int length) {
        this.shown = shown;
        this.identity = identity;
        this.iv = iv;
        this.length = length;
    }

    BackupHeader shown() {
        return shown;
    }

    @Nullable KeyIdentity identity() {
        return identity;
    }

    byte @Nullable [] iv() {
        return iv;
    }

    int length() {
        return length;
    }

    CryptHeader withNumberEnding(String digits) {
        BackupHeader with =
                new BackupHeader(
                        shown.format(),
                        shown.protection(),
                        shown.appVersion(),
                        digits,
                        shown.features());
        return new CryptHeader(with, identity, iv, length);
    }
}
