package dev.wharf.capture.itunes;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.Optional;

/// What is wrong with a backup. Every failure of this package has one, beside the sentence for
/// people; so has every [Finding] of a backup that can be read all the same.
public enum Diagnosis {
    /// Its folder lacks the list of what is in it.
    MANIFEST_MISSING(ErrorCode.INPUT_UNREADABLE),
    /// The list of what is in it, or what says how it is encrypted, cannot be read. As a [Finding]:
    /// one of the property lists, without which it can be read.
    MANIFEST_DAMAGED(ErrorCode.INPUT_UNREADABLE),
    /// Made by iOS 9 or older: its list is of another kind.
    TOO_OLD(ErrorCode.INPUT_NOT_RECOGNISED),
    /// The folder holds several.
    SEVERAL(ErrorCode.INPUT_AMBIGUOUS),
    /// The phone or the computer had not finished it.
    NOT_FINISHED(ErrorCode.INPUT_UNREADABLE),
    /// It is encrypted, and nobody gave a passcode: a person must be asked for it.
    PASSCODE_MISSING(ErrorCode.INPUT_AMBIGUOUS),
    /// None of the passcodes that were given is its own.
    WRONG_PASSCODE(ErrorCode.INPUT_UNREADABLE),
    /// Its keys are damaged: no passcode opens it.
    KEYBAG_DAMAGED(ErrorCode.INPUT_UNREADABLE),
    /// Neither WhatsApp's nor WhatsApp Business's chats are in it.
    NO_WHATSAPP(ErrorCode.INPUT_NOT_RECOGNISED),
    /// It says that it is encrypted and is not: another program decrypted it.
    DECRYPTED_BEFORE(ErrorCode.INPUT_UNREADABLE);

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

    /// @param sentence names the backup, says what is wrong and what to do
    WharfException because(String sentence) {
        return new WharfException(code, sentence, new DiagnosedAs(this));
    }
}
