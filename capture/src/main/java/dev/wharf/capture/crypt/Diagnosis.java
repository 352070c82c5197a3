package dev.wharf.capture.crypt;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.Optional;

/// Why a backup cannot be opened. Every failure of [CryptBackup] and [Verified] has one, beside the
/// sentence for people.
public enum Diagnosis {
    /// The bytes are no encrypted backup, or its first bytes are destroyed.
    NOT_A_BACKUP(ErrorCode.INPUT_NOT_RECOGNISED),
    /// Encrypted in a way that WhatsApp left before crypt12.
    OUTDATED_FORMAT(ErrorCode.INPUT_NOT_RECOGNISED),
    /// Holds only what changed since a full backup.
    INCREMENT(ErrorCode.INPUT_UNREADABLE),
    /// No key was given: a person must be asked for one.
    KEY_MISSING(ErrorCode.INPUT_AMBIGUOUS),
    /// Only keys of the kind that cannot open this format were given.
    WRONG_KIND_OF_KEY(ErrorCode.INPUT_UNREADABLE),
    /// The key file says itself that it belongs to another backup.
    KEY_OF_ANOTHER_BACKUP(ErrorCode.INPUT_UNREADABLE),
    /// The file is whole, and no key that was given is its key.
    WRONG_KEY(ErrorCode.INPUT_UNREADABLE),
    /// Its key lies in a vault of Meta's, behind a password.
    PASSWORD_PROTECTED(ErrorCode.INPUT_UNREADABLE),
    /// Its key lies in a vault of Meta's, behind a passkey.
    PASSKEY_PROTECTED(ErrorCode.INPUT_UNREADABLE),
    /// Its end is missing.
    TRUNCATED(ErrorCode.INPUT_UNREADABLE),
    /// Its bytes are not those that the phone wrote.
    DAMAGED(ErrorCode.INPUT_UNREADABLE),
    /// Authentic, but what was encrypted cannot be unpacked: the phone wrote it so.
    BROKEN_CONTENT(ErrorCode.INPUT_UNREADABLE);

    private final ErrorCode code;

    Diagnosis(ErrorCode code) {
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /// What a failure of this package was diagnosed as; empty for any other failure.
    public static Optional<Diagnosis> of(WharfException failure) {
        return failure.getCause() instanceof DiagnosedAs said
                ? Optional.of(said.diagnosis())
                : Optional.empty();
    }

    /// @param sentence names the file, says what is wrong and what to do
    WharfException because(String sentence) {
        return new WharfException(code, sentence, new DiagnosedAs(this));
    }
}
