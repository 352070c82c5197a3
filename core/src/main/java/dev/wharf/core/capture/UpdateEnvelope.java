package dev.wharf.core.capture;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What a site may know of one update inside a webhook's body: who, where, when, which files. Never
/// what it says.
///
/// @param place as decoders write it in a locator: `entry[0].changes[0].messages[3]`
/// @param from first byte of the update in the body
/// @param to first byte behind it
/// @param account the source's own name of the account: a phone number id, a session; null when the
///   body does not say
/// @param number the account's own phone number, when the body says so
/// @param chat the chat's address (`16505551234@s.whatsapp.net`, `…@g.us`, `…@lid`, a user id)
/// @param peer the other side's phone number in a direct chat, the sender's in a group; null when
///   unknown. Never made from a LID
/// @param messageId WhatsApp's own id of the message it is or is about
/// @param at when it happened, by the source
/// @param outgoing whether the account's owner sent it; null when it is no message
public record UpdateEnvelope(
        String place,
        int from,
        int to,
        Kind kind,
        @Nullable String account,
        @Nullable PhoneNumber number,
        @Nullable String chat,
        ChatKind chatKind,
        @Nullable PhoneNumber peer,
        @Nullable String messageId,
        @Nullable Instant at,
        @Nullable Boolean outgoing,
        List<MediaNeed> media) {

    public UpdateEnvelope {
        media = List.copyOf(media);
    }

    public enum Kind {
        /// Something said: message, edit, deletion, reaction, call, what cannot be read.
        CHAT,
        /// The same, from before capture began.
        HISTORY,
        /// Delivered, read, played.
        RECEIPT,
        /// Who is in a group, what it is called, entries of the address book.
        CONTEXT,
        /// The account itself: linked, unlinked, restricted, settings.
        ACCOUNT,
        /// Not understood; it is kept as it is.
        UNKNOWN
    }
}
