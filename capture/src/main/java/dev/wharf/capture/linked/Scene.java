package dev.wharf.capture.linked;

import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What one webhook says of the people and the chat it is about.
///
/// A chat with one person has that person's number as its address where the webhook gives the
/// number, else the LID. Nothing here turns one into the other.
final class Scene {
    private final Who owner;
    private final Person ownerPerson;
    private final @Nullable String session;
    private final Instant receivedAt;
    private final @Nullable EventTime sent;

    /// @param receivedAt the time of what has none of its own
    /// @param sent when the gateway made the webhook
    Scene(Update update, Instant receivedAt, @Nullable EventTime sent) {
        this.owner = update.owner();
        this.ownerPerson = owner.person(null).asOwner();
        this.session = update.session();
        this.receivedAt = receivedAt;
        this.sent = sent;
    }

    /// Who says something where.
    ///
    /// @param chat the chat's address as given; null when nothing says
    /// @param peer further addresses of the other side of a chat of two
    /// @param name what the sender is called
    record Where(
            @Nullable String chat, Who peer, Who sender, boolean fromMe, @Nullable String name) {}

    Person owner() {
        return ownerPerson;
    }

    Who ownerAddresses() {
        return owner;
    }

    boolean isOwner(Who who) {
        return who.is(owner);
    }

    Person person(Who who, @Nullable String name) {
        return isOwner(who) ? ownerPerson : who.person(name);
    }

    Person person(Who who) {
        return person(who, null);
    }

    /// @param given as the webhook writes it; null when it writes none
    EventTime time(@Nullable String given) {
        EventTime read = Times.read(given);
        if (read != null) {
            return read;
        }
        return given == null && sent != null ? sent : Times.instead(given, receivedAt);
    }

    /// A draft about the account and no chat.
    Draft ofAccount(EventTime time) {
        String address = owner.isNobody() ? session : owner.address();
        return new Draft(
                new Chat(null, ChatKind.UNKNOWN, null, address), time, List.of(ownerPerson));
    }

    /// A draft of what somebody says.
    ///
    /// @param id WhatsApp's own id of it
    Draft spoken(Where where, EventTime time, @Nullable String id) {
        Jid jid = Jid.of(where.chat);
        if (jid == null) {
            return keyed(ofAccount(time), where, id);
        }
        return keyed(jid.isDirect() ? direct(where, time) : group(jid, where, time), where, id);
    }

    private Draft direct(Where where, EventTime time) {
        Who named = Who.of(where.chat).and(where.peer);
        // The other side of what I receive is who sent it; examples show my own number there.
        boolean mine =
                !where.fromMe
                        && isOwner(named)
                        && !where.sender.isNobody()
                        && !isOwner(where.sender);
        Who other = where.fromMe ? named : mine ? where.sender : named.and(where.sender);
        Person they = person(other, where.fromMe ? null : where.name);
        Chat chat = new Chat(null, ChatKind.DIRECT, null, other.address());
        List<Person> members = they.owner() ? List.of(ownerPerson) : List.of(ownerPerson, they);
        return new Draft(chat, time, members)
                .by(where.fromMe ? ownerPerson : they, direction(where.fromMe));
    }

    private Draft group(Jid jid, Where where, EventTime time) {
        Chat chat = new Chat(null, jid.kind(), null, jid.address());
        Person sender =
                where.fromMe
                        ? ownerPerson
                        : where.sender.isNobody() ? null : person(where.sender, where.name);
        List<Person> members = new ArrayList<>(List.of(ownerPerson));
        if (sender != null && !sender.owner()) {
            members.add(sender);
        }
        return new Draft(chat, time, members).by(sender, direction(where.fromMe));
    }

    private Draft keyed(Draft draft, Where where, @Nullable String id) {
        if (id == null || id.isBlank()) {
            return draft;
        }
        String sender = where.fromMe ? owner.address() : where.sender.address();
        if (sender == null && draft.chat().kind() == ChatKind.DIRECT && !where.fromMe) {
            sender = draft.chat().jid();
        }
        return draft.keyed(new MessageKey(draft.chat().jid(), id, where.fromMe, sender));
    }

    /// A message of the draft's chat.
    static MessageRef target(
            Draft draft, @Nullable String id, @Nullable Boolean fromMe, @Nullable String sender) {
        return id == null || id.isBlank()
                ? MessageRef.UNKNOWN
                : new MessageRef(null, new MessageKey(draft.chat().jid(), id, fromMe, sender));
    }

    /// A name for what has none of WhatsApp's: where, what, when and about whom. All who saw it
    /// make the same of it.
    ///
    /// @param exact by WhatsApp's clock; without one there is no such name
    static Draft named(Draft draft, String what, @Nullable EventTime exact, List<String> about) {
        if (exact == null) {
            return draft;
        }
        String id =
                "%s@%d:%s"
                        .formatted(
                                what,
                                exact.at().getEpochSecond(),
                                String.join(",", about.stream().sorted().toList()));
        return draft.keyed(new MessageKey(draft.chat().jid(), id, null, null));
    }

    private static Direction direction(boolean fromMe) {
        return fromMe ? Direction.OUTGOING : Direction.INCOMING;
    }
}
