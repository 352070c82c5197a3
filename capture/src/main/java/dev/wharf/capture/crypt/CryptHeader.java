package dev.wharf.capture.crypt;

import org.jspecify.annotations.Nullable;

/// The header of an encrypted backup, with what only the decryption needs.
///
/// @param identity of the key; null for crypt15, whose key has no name
/// @param iv 16 bytes; null when a passkey wraps what else it takes
/// @param length of the header: where the ciphertext begins
record CryptHeader(
        BackupHeader shown, @Nullable KeyIdentity identity, byte @Nullable [] iv, int length) {

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
