package dev.wharf.core.archive;

import dev.wharf.core.event.EventKind;
import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What the catalog alone knows of an item: no text.
///
/// @param sequence order of archiving, from 1, without holes; cursors count in it
/// @param time the event's instant, whole seconds
/// @param sender party number, 0 for WhatsApp itself
/// @param target the item this one is about (edit, deletion, reaction), null for none
/// @param audience number of the interned audience
/// @param erased the content's key is destroyed; only this row and the digest remain
public record ItemRow(
        long sequence,
        ItemId id,
        Instant time,
        EventKind kind,
        int sender,
        @Nullable ItemId target,
        int audience,
        boolean erased) {}
