package dev.wharf.core.event;

import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

/// A message that another event is about.
///
/// @param item set by identification when the archive holds it; null while it is not known
/// @param key WhatsApp's own key where the source gives it
public record MessageRef(@Nullable ItemId item, @Nullable MessageKey key) {
    public static final MessageRef UNKNOWN = new MessageRef(null, null);

    public static MessageRef to(ItemId item) {
        return new MessageRef(item, null);
    }
}
