package dev.wharf.connector.directory;

import dev.wharf.connector.directory.MappingRow.Validity;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

/// What a destination's directory says of one mailbox.
///
/// @param primary its primary address there; null when it is not known
record MailboxValidity(Validity validity, @Nullable EmailAddress primary) {
    private static final MailboxValidity NOT_ASKED = new MailboxValidity(Validity.NOT_ASKED, null);

    static MailboxValidity of(
            @Nullable EmailAddress mailbox, @Nullable DirectorySnapshot directory) {
        if (mailbox == null || directory == null) {
            return NOT_ASKED;
        }
        return switch (directory.find(mailbox)) {
            case AddressLookup.Found(EmailAddress primary) ->
                    new MailboxValidity(
                            primary.equals(mailbox) ? Validity.FOUND : Validity.ALIAS, primary);
            case AddressLookup.Disabled(EmailAddress primary) ->
                    new MailboxValidity(Validity.DISABLED, primary);
            case AddressLookup.Unknown() -> new MailboxValidity(Validity.UNKNOWN, null);
            case AddressLookup.Ambiguous _ -> new MailboxValidity(Validity.AMBIGUOUS, null);
        };
    }
}
