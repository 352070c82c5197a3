package dev.wharf.core.archive;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A person as the archive knows them: every alias, with the time it was seen to be theirs.
public record PartyRecord(PartyId id, List<Alias> aliases) {
    public PartyRecord {
        aliases = List.copyOf(aliases);
    }

    public enum AliasKind {
        PHONE,
        LID,
        USER_ID,
        EMAIL,
        /// What one phone's address book calls them; means nothing outside that book and chat.
        NAME
    }

    /// @param value E.164, LID digits, user id, address, or the name as shown
    /// @param conversation the chat in which a NAME was shown; null for the other kinds
    /// @param from first seen; @param until last seen
    public record Alias(
            AliasKind kind,
            String value,
            @Nullable ConversationId conversation,
            Instant from,
            Instant until) {}
}
