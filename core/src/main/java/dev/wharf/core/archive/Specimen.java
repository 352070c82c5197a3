package dev.wharf.core.archive;

import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemMail;

/// What the items of one chat and capture have in common: an item of theirs as it would be if
/// nothing had been said. The archive keeps it beside them and stores of each only what differs.
///
/// It outlives the erasure of every item, so it must hold no word of any message. Items that share
/// one hand over the same object.
public record Specimen(Event event, Headline headline, ItemMail mail) {}
