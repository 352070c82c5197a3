package dev.wharf.capture.ios;

import dev.wharf.capture.jid.Jid;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

/// One chat as the phone lists it.
///
/// @param jid null when the list has no address that is one
/// @param other the other side of a chat of two; null in any other
/// @param isRemoved whether the phone's user had deleted it
record Talk(
        Chat chat, @Nullable Jid jid, @Nullable Person other, Roster roster, boolean isRemoved) {

    boolean isDirect() {
        return chat.kind() == ChatKind.DIRECT;
    }
}
