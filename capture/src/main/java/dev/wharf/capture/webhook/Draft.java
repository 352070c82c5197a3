package dev.wharf.capture.webhook;

import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// An event in the making: all but where it comes from.
///
/// @param pending one opener for each pending attachment of the content
public record Draft(
        Chat chat,
        EventTime time,
        @Nullable Person sender,
        List<Person> members,
        Direction direction,
        @Nullable MessageKey key,
        Content content,
        List<ContentOpener> pending) {

    public Draft {
        members = List.copyOf(members);
        pending = List.copyOf(pending);
    }

    /// Nothing said yet, by WhatsApp itself.
    public Draft(Chat chat, EventTime time, List<Person> members) {
        this(
                chat,
                time,
                null,
                members,
                Direction.UNKNOWN,
                null,
                new Content.Unknown("", null),
                List.of());
    }

    public Draft by(@Nullable Person actor, Direction seen) {
        return new Draft(chat, time, actor, members, seen, key, content, pending);
    }

    public Draft keyed(@Nullable MessageKey own) {
        return new Draft(chat, time, sender, members, direction, own, content, pending);
    }

    public Draft saying(Content said) {
        return new Draft(chat, time, sender, members, direction, key, said, pending);
    }

    public Draft saying(Content said, List<ContentOpener> files) {
        return new Draft(chat, time, sender, members, direction, key, said, files);
    }

    public Event event(Provenance provenance) {
        return new Event(chat, time, sender, members, direction, key, content, provenance);
    }
}
