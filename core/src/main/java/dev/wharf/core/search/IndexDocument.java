package dev.wharf.core.search;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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

    /// @param event identified
    public static IndexDocument of(long sequence, Event event, Headline headline, int audience) {
        return new IndexDocument(
                sequence,
                event.time().at(),
                event.kind(),
                Objects.requireNonNull(event.chat().id(), "an archived event has its chat's id"),
                event.chat().title(),
                event.sender(),
                people(event),
                headline.subject(),
                BodyText.of(event.content()),
                files(event.content()),
                audience);
    }

    /// The members, and whoever else took part or is concerned.
    private static List<Person> people(Event event) {
        List<Person> others =
                switch (event.content()) {
                    case Content.Call call -> call.participants();
                    case Content.Membership membership -> membership.subjects();
                    case Content.Message _,
                            Content.Edit _,
                            Content.Deletion _,
                            Content.Reaction _,
                            Content.Receipt _,
                            Content.Notice _,
                            Content.Unreadable _,
                            Content.Gap _,
                            Content.Unknown _ ->
                            List.of();
                };
        if (others.isEmpty()) {
            return event.members();
        }
        Set<Person> everybody = new LinkedHashSet<>(event.members());
        everybody.addAll(others);
        return List.copyOf(everybody);
    }

    private static List<File> files(Content content) {
        return switch (content) {
            case Content.Message message -> files(message);
            case Content.Edit(_, Content.Message replacement) -> files(replacement);
            case Content.Deletion _,
                    Content.Reaction _,
                    Content.Call _,
                    Content.Membership _,
                    Content.Receipt _,
                    Content.Notice _,
                    Content.Unreadable _,
                    Content.Gap _,
                    Content.Unknown _ ->
                    List.of();
        };
    }

    private static List<File> files(Content.Message message) {
        if (message.attachments().isEmpty()) {
            return List.of();
        }
        List<File> files = new ArrayList<>(message.attachments().size());
        for (Attachment file : message.attachments()) {
            String sniffed = file.sniffedType();
            files.add(new File(file.fileName(), sniffed == null ? file.declaredType() : sniffed));
        }
        return files;
    }

    /// Everybody but the sender.
    public List<Person> to() {
        return people.stream().filter(person -> !Objects.equals(person, from)).toList();
    }
}
