package dev.wharf.connector.intake;

import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.mail.Rendered;

/// Makes the mail of an identified event. Deterministic; safe for many threads.
///
/// A [dev.wharf.core.error.WharfException] of kind INPUT says that this one event cannot be made
/// into a mail: it is counted as failed and the import goes on. Anything else ends the import.
@FunctionalInterface
public interface ItemRenderer {
    Rendered render(Event event, ItemId id);
}
