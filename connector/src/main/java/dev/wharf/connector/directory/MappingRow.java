package dev.wharf.connector.directory;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

/// One line of the mapping report: one person by one number or address.
///
/// @param id of the account, the party's number, the user's address, or the row's number
/// @param label what to call them: of accounts and users, never a name from a chat
/// @param number null when they are known by something else
/// @param mailbox where their copies would go; null when they would not
/// @param validity what the destination's directory says of that mailbox
/// @param delivered the mailbox's primary address there; null when it is not known
/// @param advice why it is so where that is no good, and what to do; empty where all is well
public record MappingRow(
        Who who,
        String id,
        String label,
        @Nullable PhoneNumber number,
        Result result,
        By by,
        @Nullable EmailAddress mailbox,
        Validity validity,
        @Nullable EmailAddress delivered,
        String advice) {

    public enum Who {
        /// An enrolled account: everything it shows is captured.
        ACCOUNT,
        /// A user of the users file or of the directory.
        USER,
        /// A row of the mapping file.
        MAPPING,
        /// Somebody the archive has met.
        PARTY
    }

    public enum Result {
        MAPPED,
        /// Copies would wait in quarantine.
        WAITING,
        /// Not of the firm, as far as its lists tell: no copy is expected.
        OUTSIDER
    }

    public enum By {
        ASSIGNMENT,
        MAPPING_FILE,
        /// A number of the users file, then the user's address.
        USERS_FILE,
        /// A number of the directory, then the user's address.
        DIRECTORY_NUMBER,
        /// The same, of a number whose country code was assumed.
        DIRECTORY_NUMBER_ASSUMED,
        EMAIL,
        DISPLAY_NAME,
        NOTHING
    }

    public enum Validity {
        FOUND,
        /// The mailbox has it as another address.
        ALIAS,
        DISABLED,
        UNKNOWN,
        AMBIGUOUS,
        /// There is no directory, or no mailbox to ask for.
        NOT_ASKED
    }

    /// Whether somebody should do something before the first import.
    public boolean isProblem() {
        return !advice.isEmpty();
    }
}
