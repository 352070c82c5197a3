package dev.wharf.core.archive;

import dev.wharf.core.event.Event;
import dev.wharf.core.item.MailImage;

/// An item, opened.
///
/// @param raw the source's own bytes
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record StoredItem(
        ItemRow row,
        Event event,
        Headline headline,
        MailImage mail,
        byte[] raw,
        Audience audience) {}
