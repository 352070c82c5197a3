package dev.wharf.core.event;

import org.jspecify.annotations.Nullable;

/// WhatsApp's own key of a message. The id alone is not an identity: placeholders, ghosts and
/// different chats repeat it.
///
/// @param chatJid as the source writes it
/// @param id message id (`3EB0…`, `wamid.…`)
/// @param sender sender's jid or number as the source writes it
public record MessageKey(
        @Nullable String chatJid, String id, @Nullable Boolean fromMe, @Nullable String sender) {}
