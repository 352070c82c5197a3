package dev.wharf.capture.android;

import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;

import org.jspecify.annotations.Nullable;

/// One chat of the database.
///
/// @param row of `chat`; -1 for a chat that is known by its address only
/// @param jid row of `jid` of its address; -1 when there is none
/// @param peer the other side of a chat of two; null when it is no such chat, or nobody knows
record Place(long row, long jid, Chat chat, @Nullable Who peer) {
    boolean isDirect() {
        return chat.kind() == ChatKind.DIRECT;
    }
}
