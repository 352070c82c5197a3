package dev.wharf.connector.directory;

import dev.wharf.core.Finding;

/// Something in a directory that a person should mend.
///
/// @param subject the number, address or directory it is about
/// @param text what is so, whom it concerns, and what to do: addresses and numbers of users, no
///   content
public record DirectoryFinding(Kind kind, String subject, String text) {
    public enum Kind {
        /// Two users with one number: it is taken from both.
        DUPLICATE_NUMBER,
        /// Two users with one address: nothing is delivered to it.
        DUPLICATE_ADDRESS,
        /// A number that cannot be read, or lacks its country code.
        UNREADABLE_NUMBER,
        /// The users file and the directory disagree; the users file is right.
        CONFLICT,
        /// Items wait for a mailbox whose user may not sign in.
        DISABLED_WAITED_FOR,
        /// Nobody has read the directory for long.
        OLD
    }

    /// As the doctor says it.
    public Finding asFinding() {
        return switch (kind) {
            case DUPLICATE_NUMBER, UNREADABLE_NUMBER, CONFLICT -> Finding.warning(subject, text);
            case DUPLICATE_ADDRESS, DISABLED_WAITED_FOR, OLD -> Finding.bad(subject, text);
        };
    }
}
