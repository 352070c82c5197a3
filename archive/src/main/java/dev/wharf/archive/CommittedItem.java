package dev.wharf.archive;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;

/// An item that was just committed.
///
/// @param audience number of its audience
public record CommittedItem(
        long sequence, ItemId id, Event event, Headline headline, int audience) {}
