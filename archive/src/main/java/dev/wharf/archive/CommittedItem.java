package dev.wharf.archive;

import dev.wharf.core.item.ItemId;
import dev.wharf.core.search.IndexDocument;

/// An item that was just committed.
///
/// @param document what the index learns of it
public record CommittedItem(ItemId id, IndexDocument document) {
    /// The item's archiving sequence.
    public long sequence() {
        return document.sequence();
    }
}
