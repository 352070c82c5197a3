package dev.wharf.connector.intake;

import dev.wharf.connector.people.Sha256;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.WamId;
import dev.wharf.core.item.NaturalKey;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The names under which an event's item is known: WhatsApp's id as the source writes it, and the
/// phone's own id where a business platform's `wamid` carries it inside. By that one the message of
/// a linked device, of a phone's database and of the other side's business number are the same.
///
/// An older archive's mail has several names: its key holds them all, told apart by spaces, which
/// no id has.
///
/// A name belongs to one chat; none is an identity.
final class MessageNames {
    private MessageNames() {}

    /// Empty when there is none.
    static List<NaturalKey> of(ConversationId chat, @Nullable MessageKey key) {
        List<String> ids = ids(key);
        return ids.size() == 1
                ? List.of(NaturalKey.of(chat, ids.getFirst()))
                : ids.stream().map(id -> NaturalKey.of(chat, id)).toList();
    }

    private static List<String> ids(@Nullable MessageKey key) {
        if (key == null) {
            return List.of();
        }
        if (key.id().indexOf(' ') < 0) {
            return ids(key.id());
        }
        return Arrays.stream(key.id().split(" "))
                .filter(id -> !id.isEmpty())
                .flatMap(id -> ids(id).stream())
                .toList();
    }

    private static List<String> ids(String id) {
        return WamId.read(id).map(inside -> List.of(id, inside.messageId())).orElse(List.of(id));
    }

    /// Names of whatever one person's reactions to a message are.
    ///
    /// @param reactor everything that this person is known by
    static List<NaturalKey> ofReaction(
            ConversationId chat, @Nullable MessageKey target, List<String> reactor) {
        return ids(target).stream()
                .flatMap(id -> reactor.stream().map("reaction to %s of ".formatted(id)::concat))
                .map(name -> NaturalKey.of(chat, name))
                .toList();
    }

    /// What an event's item is known by besides its own name: an edit and a deletion by that of
    /// their message, since a database tells of them under it.
    static @Nullable MessageKey about(Content content) {
        return switch (content) {
            case Content.Edit edit -> edit.target().key();
            case Content.Deletion deletion -> deletion.target().key();
            default -> null;
        };
    }

    /// Of what has no name, its own words: a retry brings the same.
    static List<NaturalKey> of(ConversationId chat, Event event, byte[] raw) {
        List<NaturalKey> given = of(chat, event.key());
        return given.isEmpty() ? List.of(words(chat, event, raw)) : given;
    }

    private static NaturalKey words(ConversationId chat, Event event, byte[] raw) {
        String digest = Sha256.hex(new String(raw, StandardCharsets.ISO_8859_1));
        long at = event.time().at().getEpochSecond();
        return NaturalKey.of(chat, "no name, %s at %d".formatted(digest, at));
    }
}
