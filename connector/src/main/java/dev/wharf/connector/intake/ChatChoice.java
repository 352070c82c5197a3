package dev.wharf.connector.intake;

import dev.wharf.connector.align.Plan;
import dev.wharf.connector.people.CapturePeople.Images;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.TimeBasis;

import org.jspecify.annotations.Nullable;

/// Which chat of the archive a capture is of, and what of it is there already.
///
/// @param newChat the archive holds nothing of it
/// @param how for the report: `new`, `same owner and title`, `same content`, `same address`, `same
///   capture`, `begun before`
/// @param images which party each person of the capture is, as alignment found
/// @param basis how the archive knows its times of the chat
/// @param plan what becomes of each line; null when all are new
record ChatChoice(
        ConversationId id,
        boolean newChat,
        String how,
        Images images,
        TimeBasis basis,
        @Nullable Plan plan) {}
