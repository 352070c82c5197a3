package dev.wharf.core.directory;

import dev.wharf.core.party.EmailAddress;

import java.util.List;

/// One user as a foreign directory lists them.
///
/// @param id the directory's own, stable over renames
/// @param name display name
/// @param mailbox the primary address: where mail is delivered
/// @param aliases other addresses that mean the same mailbox (proxy addresses, other mails)
/// @param phones as they are written there: nobody has normalised them
/// @param enabled false when the account may not sign in
public record DirectoryEntry(
        String id,
        String name,
        EmailAddress mailbox,
        List<EmailAddress> aliases,
        List<String> phones,
        boolean enabled) {
    public DirectoryEntry {
        aliases = List.copyOf(aliases);
        phones = List.copyOf(phones);
    }
}
