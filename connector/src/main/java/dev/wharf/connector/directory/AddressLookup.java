package dev.wharf.connector.directory;

import dev.wharf.core.party.EmailAddress;

import java.util.List;

/// What a directory knows of an address.
public sealed interface AddressLookup {

    /// @param mailbox the primary address of whoever has the one that was asked for
    record Found(EmailAddress mailbox) implements AddressLookup {}

    /// There is such a mailbox, and its user may not sign in.
    record Disabled(EmailAddress mailbox) implements AddressLookup {}

    record Unknown() implements AddressLookup {}

    /// Several users have the address: nothing may be delivered on a guess.
    ///
    /// @param ids as the directory calls them, the first few
    record Ambiguous(List<String> ids) implements AddressLookup {
        public Ambiguous {
            ids = List.copyOf(ids);
        }
    }
}
