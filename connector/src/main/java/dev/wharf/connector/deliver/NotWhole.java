package dev.wharf.connector.deliver;

import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

/// A copy that was not imported, or not whole.
///
/// @param mailbox of the archive; null for somebody whose mailbox nobody knows
/// @param party who waits for it; 0 for a known mailbox, or when nobody was expected
public record NotWhole(
        ItemRow item,
        @Nullable EmailAddress mailbox,
        int party,
        NotImported.Outcome outcome,
        String reason) {}
