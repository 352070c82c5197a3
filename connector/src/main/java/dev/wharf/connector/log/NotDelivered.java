package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// One copy that did not arrive, or not whole.
///
/// @param source whose copy it is
/// @param mailbox where it should go; null when nobody knows
/// @param reason what the destination said, and what to do about it; one line, no content
public record NotDelivered(
        ItemId item,
        SourceUser source,
        @Nullable EmailAddress mailbox,
        ConnectorName destination,
        Outcome outcome,
        String reason) {
    public enum Outcome {
        PARTIALLY,
        QUARANTINED,
        FAILED;

        /// As it is written: `failed`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
