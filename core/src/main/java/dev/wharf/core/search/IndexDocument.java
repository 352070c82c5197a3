package dev.wharf.core.search;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What the index learns of one item.
///
/// @param sequence the item's archiving sequence, by which a hit is found again
/// @param time the event's instant; only whole seconds count
/// @param from who did it; null for WhatsApp itself
/// @param people everybody in the chat at that moment, sender included; giving the same list object
///   again for the same members is cheaper than an equal one
/// @param body see [BodyText]
/// @param audience number of the item's interned audience
public record IndexDocument(
        long sequence,
        Instant time,
        EventKind kind,
        ConversationId chat,
        @Nullable String chatTitle,
        @Nullable Person from,
        List<Person> people,
        String subject,
        String body,
        List<File> attachments,
        int audience) {

    /// @param name as the source has it; null when it has none
    /// @param type media type as best known, such as `image/jpeg`; null when unknown
    public record File(@Nullable String name, @Nullable String type) {}

    public IndexDocument {
        people = List.copyOf(people);
        attachments = List.copyOf(attachments);
    }

    /// Everybody but the sender.
    public List<Person> to() {
        return people.stream().filter(person -> !Objects.equals(person, from)).toList();
    }
}
