package dev.wharf.connector.intake;

import dev.wharf.connector.align.Plan;
import dev.wharf.connector.people.CapturePeople.Images;
import dev.wharf.core.archive.Change;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.TimeBasis;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Which chat of the archive a capture is of, and what of it is there already.
///
/// @param newChat the archive holds nothing of it
/// @param how for the report: `new`, `same owner and title`, `same content`, `same content as of
///   the chat's address`, `same capture`, `begun before`
/// @param images which party each person of the capture is, as alignment found
/// @param basis how the archive knows its times of the chat
/// @param plan what becomes of each line; null when all are new
/// @param joins what has to be written so that other conversations are this chat from now on
record ChatChoice(
        ConversationId id,
        boolean newChat,
        String how,
        Images images,
        TimeBasis basis,
        @Nullable Plan plan,
        List<Change> joins) {
    ChatChoice {
        joins = List.copyOf(joins);
    }

    ChatChoice joining(List<Change> others) {
        return new ChatChoice(id, newChat, how, images, basis, plan, others);
    }
}
