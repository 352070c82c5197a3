package dev.wharf.core.event;

import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// What an event says. Switches over it have no `default`: a new kind breaks the compile wherever
/// it matters.
public sealed interface Content {

    EventKind kind();

    /// The same content with every person in it replaced, as identification does.
    default Content mapPeople(UnaryOperator<Person> replace) {
        return this;
    }

    /// The item that this one is about: what it edits, deletes, reacts to or completes (see
    /// [Quote#completing]). Null when there is none or the archive does not hold it. A reply is not
    /// about what it quotes.
    default @Nullable ItemId targetItem() {
        return switch (this) {
            case Edit edit -> edit.target.item();
            case Deletion deletion -> deletion.target.item();
            case Reaction reaction -> reaction.target.item();
            case Receipt receipt -> receipt.target.item();
            case Message message -> {
                Quote quote = message.quote;
                yield quote != null && quote.completes() ? quote.target().item() : null;
            }
            case Call _, Membership _, Notice _, Unreadable _, Gap _, Unknown _ -> null;
        };
    }

    /// Text, media, location, contact, poll or any mixture of them.
    ///
    /// @param text body or caption, exactly as the source has it but for the source's own
    ///   decoration
    /// @param mentions people named with `@` in the text
    record Message(
            @Nullable String text,
            List<Attachment> attachments,
            @Nullable Location location,
            List<ContactCard> contacts,
            @Nullable Poll poll,
            @Nullable Quote quote,
            @Nullable Structured structured,
            List<Person> mentions,
            MessageMarks marks)
            implements Content {
        public Message {
            attachments = List.copyOf(attachments);
            contacts = List.copyOf(contacts);
            mentions = List.copyOf(mentions);
        }

        public static Message text(String text) {
            return new Message(
                    text,
                    List.of(),
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    List.of(),
                    MessageMarks.NONE);
        }

        public static Message media(@Nullable String caption, List<Attachment> attachments) {
            return new Message(
                    caption,
                    attachments,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    List.of(),
                    MessageMarks.NONE);
        }

        public Message withMarks(MessageMarks marks) {
            return new Message(
                    text,
                    attachments,
                    location,
                    contacts,
                    poll,
                    quote,
                    structured,
                    mentions,
                    marks);
        }

        public Message withQuote(@Nullable Quote quote) {
            return new Message(
                    text,
                    attachments,
                    location,
                    contacts,
                    poll,
                    quote,
                    structured,
                    mentions,
                    marks);
        }

        public Message withText(@Nullable String text) {
            return new Message(
                    text,
                    attachments,
                    location,
                    contacts,
                    poll,
                    quote,
                    structured,
                    mentions,
                    marks);
        }

        public Message withAttachments(List<Attachment> attachments) {
            return new Message(
                    text,
                    attachments,
                    location,
                    contacts,
                    poll,
                    quote,
                    structured,
                    mentions,
                    marks);
        }

        @Override
        public EventKind kind() {
            return EventKind.MESSAGE;
        }

        @Override
        public Content mapPeople(UnaryOperator<Person> replace) {
            if (mentions.isEmpty() && poll == null && quote == null) {
                return this;
            }
            return new Message(
                    text,
                    attachments,
                    location,
                    contacts,
                    mapped(poll, replace),
                    mapped(quote, replace),
                    structured,
                    mentions.stream().map(replace).toList(),
                    marks);
        }

        private static @Nullable Poll mapped(@Nullable Poll poll, UnaryOperator<Person> replace) {
            if (poll == null) {
                return null;
            }
            return new Poll(
                    poll.question(),
                    poll.options().stream()
                            .map(
                                    option ->
                                            new Poll.Option(
                                                    option.name(),
                                                    option.votes(),
                                                    option.voters().stream().map(replace).toList()))
                            .toList());
        }

        private static @Nullable Quote mapped(
                @Nullable Quote quote, UnaryOperator<Person> replace) {
            if (quote == null) {
                return null;
            }
            Person author = quote.author();
            return new Quote(
                    quote.target(), author == null ? null : replace.apply(author), quote.text());
        }
    }

    /// A message got a new text. The first one stays in its own item.
    record Edit(MessageRef target, Message replacement) implements Content {
        @Override
        public EventKind kind() {
            return EventKind.EDIT;
        }

        @Override
        public Content mapPeople(UnaryOperator<Person> replace) {
            return new Edit(target, (Message) replacement.mapPeople(replace));
        }
    }

    /// A message was deleted. What it said before stays in its own item.
    ///
    /// @param by who deleted it, null when the source does not say
    record Deletion(MessageRef target, Scope scope, @Nullable Person by, @Nullable String text)
            implements Content {
        public enum Scope {
            FOR_EVERYONE,
            BY_ADMIN,
            FOR_ME,
            UNKNOWN
        }

        @Override
        public EventKind kind() {
            return EventKind.DELETION;
        }

        @Override
        public Content mapPeople(UnaryOperator<Person> replace) {
            return new Deletion(target, scope, by == null ? null : replace.apply(by), text);
        }
    }

    /// @param emoji null when the reaction was taken back
    record Reaction(MessageRef target, @Nullable String emoji) implements Content {
        @Override
        public EventKind kind() {
            return EventKind.REACTION;
        }
    }

    /// @param duration null when unknown or not answered
    /// @param text what the source shows (`Voice call, ‎5 min`), null when it shows none
    record Call(
            Medium medium,
            Direction direction,
            Outcome outcome,
            @Nullable Duration duration,
            List<Person> participants,
            boolean group,
            @Nullable String text)
            implements Content {
        public enum Medium {
            VOICE,
            VIDEO,
            UNKNOWN
        }

        public enum Direction {
            INCOMING,
            OUTGOING,
            UNKNOWN
        }

        public enum Outcome {
            OFFERED,
            ANSWERED,
            MISSED,
            REJECTED,
            UNANSWERED,
            FAILED,
            UNKNOWN
        }

        public Call {
            participants = List.copyOf(participants);
        }

        @Override
        public EventKind kind() {
            return EventKind.CALL;
        }

        @Override
        public Content mapPeople(UnaryOperator<Person> replace) {
            return new Call(
                    medium,
                    direction,
                    outcome,
                    duration,
                    participants.stream().map(replace).toList(),
                    group,
                    text);
        }
    }

    /// Who came, went or changed rank. The actor is the event's sender.
    ///
    /// @param text the source's own line
    record Membership(Action action, List<Person> subjects, @Nullable String text)
            implements Content {
        public enum Action {
            CREATED,
            ADDED,
            JOINED,
            LEFT,
            REMOVED,
            PROMOTED,
            DEMOTED,
            NUMBER_CHANGED
        }

        public Membership {
            subjects = List.copyOf(subjects);
        }

        @Override
        public EventKind kind() {
            return EventKind.MEMBERSHIP;
        }

        @Override
        public Content mapPeople(UnaryOperator<Person> replace) {
            return new Membership(action, subjects.stream().map(replace).toList(), text);
        }
    }

    /// Delivered, read, played: evidence attached to its message, never an item of its own.
    ///
    /// @param text what the source adds: why it failed, or the status in its own word when that is
    ///   none of ours
    record Receipt(
            MessageRef target, Status status, @Nullable Person recipient, @Nullable String text)
            implements Content {
        public enum Status {
            SENT,
            DELIVERED,
            READ,
            PLAYED,
            FAILED,
            /// A status this version does not know; `text` names it.
            OTHER
        }

        public Receipt(MessageRef target, Status status, @Nullable Person recipient) {
            this(target, status, recipient, null);
        }

        @Override
        public EventKind kind() {
            return EventKind.RECEIPT;
        }

        @Override
        public Content mapPeople(UnaryOperator<Person> replace) {
            return new Receipt(
                    target, status, recipient == null ? null : replace.apply(recipient), text);
        }
    }

    /// WhatsApp told the chat something: encryption, subject, icon, description, timer, security
    /// code.
    ///
    /// @param topic OTHER where the wording is not known
    record Notice(Topic topic, String text) implements Content {
        public enum Topic {
            ENCRYPTION,
            SECURITY_CODE,
            SUBJECT,
            ICON,
            DESCRIPTION,
            TIMER,
            PERMISSIONS,
            PINNED,
            BLOCKED,
            BUSINESS,
            ACCOUNT,
            /// The owner's address book gained, changed or lost an entry: the chat's other member.
            CONTACT,
            OTHER
        }

        @Override
        public EventKind kind() {
            return EventKind.NOTICE;
        }
    }

    /// Something was said that the source could not show us.
    record Unreadable(Reason reason, @Nullable String text) implements Content {
        public enum Reason {
            VIEW_ONCE,
            NOT_DECRYPTED,
            NOT_SUPPORTED,
            NOT_DELIVERED,
            EXPIRED,
            /// WhatsApp shows a stand-in; the message itself may still come under the same key.
            PLACEHOLDER,
            /// A status or receipt names an id whose message we never saw.
            NEVER_SHOWN
        }

        @Override
        public EventKind kind() {
            return EventKind.UNREADABLE;
        }
    }

    /// From `from` until the event's own time nothing could be captured.
    record Gap(Instant from, String reason) implements Content {
        @Override
        public EventKind kind() {
            return EventKind.GAP;
        }
    }

    /// Input of a kind this version does not know, kept raw.
    record Unknown(String type, @Nullable String text) implements Content {
        @Override
        public EventKind kind() {
            return EventKind.UNKNOWN;
        }
    }
}
