package dev.wharf.core.event;

import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One thing that happened, from any source.
///
/// Decoders make events with the source's own names; identification returns the same event with
/// party ids, addresses and references filled. The identified event is stored and is all that
/// rendering reads.
///
/// @param sender who did it; null for WhatsApp itself
/// @param members everybody known to be in the chat at that moment, sender included, in a stable
///   order; at most 1,024 in a WhatsApp group
/// @param direction seen from the owner
/// @param key WhatsApp's own key of this event; null when the source has none (exports)
public record Event(
        Chat chat,
        EventTime time,
        @Nullable Person sender,
        List<Person> members,
        Direction direction,
        @Nullable MessageKey key,
        Content content,
        Provenance provenance) {

    public enum Direction {
        INCOMING,
        OUTGOING,
        UNKNOWN
    }

    public Event {
        members = List.copyOf(members);
    }

    public EventKind kind() {
        return content.kind();
    }
}
