package dev.wharf.capture.android;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Where one message stands: chat, sender, time. From it everything that belongs to the message
/// makes its own events.
///
/// @param sender null for WhatsApp itself
/// @param senderAddress null when unknown
/// @param id WhatsApp's own id of the message, by which others refer to it; null when it has none
record Scene(
        Chats chats,
        People people,
        Place place,
        EventTime time,
        boolean fromMe,
        @Nullable Person sender,
        @Nullable String senderAddress,
        @Nullable String id) {

    /// The message itself.
    Draft draft() throws IOException {
        return at(time).by(sender, direction(fromMe)).keyed(key(id, fromMe, senderAddress));
    }

    /// Something else in the same chat, said by nobody yet.
    Draft at(EventTime when) throws IOException {
        return new Draft(place.chat(), when, chats.members(place, when.at(), sender));
    }

    /// What is told of the message and makes no item of its own. Nobody gets a copy of it, so that
    /// of a group it names the owner alone: a large group's members beside each of its receipts
    /// would be most of an archive.
    Draft evidence(EventTime when) throws IOException {
        return new Draft(
                place.chat(),
                when,
                place.isDirect() ? chats.members(place, when.at(), null) : List.of(people.owner()));
    }

    /// Something that somebody did in the same chat.
    ///
    /// @param own its id; null when it has none
    Draft by(EventTime when, @Nullable Who who, boolean mine, @Nullable String own)
            throws IOException {
        Person actor = mine ? people.owner() : who == null ? null : who.person();
        String address = mine ? people.ownerAddress() : who == null ? null : who.address();
        return new Draft(place.chat(), when, chats.members(place, when.at(), actor))
                .by(actor, direction(mine))
                .keyed(key(own, mine, address));
    }

    /// What others mean by this message.
    MessageRef ref() {
        MessageKey key = key(id, fromMe, senderAddress);
        return key == null ? MessageRef.UNKNOWN : new MessageRef(null, key);
    }

    /// A message of this chat.
    MessageRef ref(@Nullable String other, @Nullable Boolean mine, @Nullable String author) {
        return other == null || other.isBlank()
                ? MessageRef.UNKNOWN
                : new MessageRef(null, new MessageKey(place.chat().jid(), other, mine, author));
    }

    private @Nullable MessageKey key(@Nullable String own, boolean mine, @Nullable String address) {
        return own == null || own.isBlank()
                ? null
                : new MessageKey(place.chat().jid(), own, mine, address);
    }

    static Direction direction(boolean mine) {
        return mine ? Direction.OUTGOING : Direction.INCOMING;
    }

    Instant instant() {
        return time.at();
    }
}
