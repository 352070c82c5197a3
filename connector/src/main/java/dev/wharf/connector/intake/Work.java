package dev.wharf.connector.intake;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

/// One thing for the pipeline to archive, in order.
sealed interface Work {
    /// A change that needs no rendering.
    record Ready(Change change) implements Work {}

    /// A new item, still to be rendered.
    ///
    /// @param partial an attachment that the source names is missing
    /// @param series of items that it may share a specimen with
    @SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
    record Item(
            ItemId id,
            Event event,
            byte[] raw,
            Audience audience,
            boolean partial,
            Specimens.@Nullable Series series)
            implements Work {}
}
