package dev.wharf.connector.intake;

import dev.wharf.core.archive.Change;
import dev.wharf.core.chat.ConversationId;

import tools.jackson.databind.json.JsonMapper;

/// Two conversations have turned out to be one chat. What stands in either stays there; what comes
/// for the first goes into the other.
///
/// @param conversation id as hex
/// @param into id as hex of the one that new items go to
/// @param how for a person: why both are one chat
record ChatAlias(String conversation, String into, String how) {
    static final String KIND = "chat-alias";

    static ChatAlias of(ConversationId id, ConversationId into, String how) {
        return new ChatAlias(id.toString(), into.toString(), how);
    }

    Change put() {
        return new Change.PutDocument(
                KIND, conversation, JsonMapper.shared().writeValueAsString(this));
    }

    static ChatAlias parse(String json) {
        return JsonMapper.shared().readValue(json, ChatAlias.class);
    }
}
