package dev.wharf.core.archive;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A chat as the archive knows it.
///
/// @param titles every title sources have shown for it, first seen first
/// @param jid WhatsApp's own address of the chat, once a source reveals it
public record ConversationRecord(
        ConversationId id, ChatKind kind, List<String> titles, @Nullable String jid) {
    public ConversationRecord {
        titles = List.copyOf(titles);
    }
}
