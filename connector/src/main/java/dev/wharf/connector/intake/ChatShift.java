package dev.wharf.connector.intake;

import dev.wharf.connector.align.Overlap;
import dev.wharf.core.archive.Change;
import dev.wharf.core.chat.ConversationId;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/// How far the times of a chat's nameless messages are from the true ones, as sources with true
/// times have shown: exports are read in a zone that was only assumed.
///
/// @param conversation id as hex
/// @param minutes to add to a true time to get the archive's; the best supported first
/// @param votes messages that have shown so, up to [#MOST]
record ChatShift(String conversation, List<Integer> minutes, int votes) {
    static final String KIND = "chat-shift";

    /// Votes from which a shift is believed.
    static final int ENOUGH = 2;

    private static final int MOST = 10;
    private static final List<Integer> NONE = List.of(0);

    ChatShift {
        minutes = List.copyOf(minutes);
    }

    static ChatShift unknown(ConversationId id) {
        return new ChatShift(id.toString(), NONE, 0);
    }

    List<Integer> believed() {
        return isBelieved() ? minutes : NONE;
    }

    boolean isBelieved() {
        return votes >= ENOUGH;
    }

    /// What an export says of itself that was read in a zone that somebody gave or the material
    /// proved, or that was aligned with true times.
    static ChatShift none(ConversationId id) {
        return new ChatShift(id.toString(), NONE, ENOUGH);
    }

    /// What is known after another capture has shown something.
    ChatShift after(Overlap shown) {
        if (shown.votes() == 0) {
            return this;
        }
        if (minutes.getFirst().equals(shown.shifts().getFirst())) {
            int all = Math.min(MOST, votes + shown.votes());
            boolean more = shown.votes() >= ENOUGH && shown.votes() > votes;
            return new ChatShift(conversation, more ? shown.shifts() : minutes, all);
        }
        return shown.votes() > votes
                ? new ChatShift(conversation, shown.shifts(), Math.min(MOST, shown.votes()))
                : this;
    }

    Change put() {
        return new Change.PutDocument(
                KIND, conversation, JsonMapper.shared().writeValueAsString(this));
    }

    static ChatShift parse(String json) {
        return JsonMapper.shared().readValue(json, ChatShift.class);
    }
}
