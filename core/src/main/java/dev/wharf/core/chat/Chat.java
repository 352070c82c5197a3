package dev.wharf.core.chat;

import org.jspecify.annotations.Nullable;

/// A chat as an event shows it.
///
/// @param id null until identification
/// @param title group subject, or what the exporting phone calls the other person
/// @param jid WhatsApp's own address of the chat where the source knows it
public record Chat(
        @Nullable ConversationId id, ChatKind kind, @Nullable String title, @Nullable String jid) {

    public Chat identified(ConversationId id) {
        return new Chat(id, kind, title, jid);
    }
}
