package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;
import dev.wharf.core.chat.Chat;

import org.jspecify.annotations.Nullable;

/// Whom a message is with and which way it went: all but what it says.
///
/// @param other the other side of a direct chat, the sender in a group; nobody when nothing tells
/// @param given the sender as the message itself names them
/// @param system whether WhatsApp says it, and no person
record MessageHead(
        Chat chat,
        Peer other,
        boolean fromMe,
        boolean system,
        @Nullable String id,
        @Nullable String given) {

    static MessageHead of(Update update, Members message, Scene scene) {
        return switch (update.as()) {
            case ECHO -> sent(message, scene);
            case THREAD -> inThread(message, scene, thread(update));
            default -> received(message, scene);
        };
    }

    private static Peer thread(Update update) {
        Update.Talk thread = update.in().thread();
        if (thread == null) {
            return Peer.NOBODY;
        }
        JsonText id = thread.id();
        Peer number = Peer.of(id == null ? null : id.string(), null, null);
        return number.or(Peer.named(Members.of(thread.context())));
    }

    /// An element of `messages`.
    private static MessageHead received(Members message, Scene scene) {
        Peer from = Peer.of(message, "from");
        if (scene.isBusiness(from.number())) {
            return sent(message, scene);
        }
        return head(message, scene.complete(from), false, scene);
    }

    /// An element of `message_echoes`: what the business wrote by other means.
    private static MessageHead sent(Members message, Scene scene) {
        return head(message, scene.complete(recipient(message)), true, scene);
    }

    /// A message of a history thread: there the other side's own messages name nobody they are to,
    /// and the owner's name the business as `from`.
    private static MessageHead inThread(Members message, Scene scene, Peer thread) {
        boolean fromMe = scene.isBusiness(message.text("from")) || !recipient(message).isNobody();
        Peer named = fromMe ? recipient(message) : Peer.of(message, "from");
        return head(message, scene.complete(named.or(thread)), fromMe, scene);
    }

    private static Peer recipient(Members message) {
        Peer to = Peer.of(message, "to");
        if (!to.isNobody()) {
            return to;
        }
        // Echoes of the business agent repeat what was handed to the send API.
        Members body = message.inner("message");
        return Peer.of(body.text("to"), body.text("recipient"), null);
    }

    private static MessageHead head(Members message, Peer named, boolean fromMe, Scene scene) {
        boolean system = "system".equals(body(message).text("type"));
        Peer other = system && named.isNobody() ? SystemReader.about(message) : named;
        String group = message.text("group_id");
        return new MessageHead(
                group == null ? scene.direct(other) : Scene.group(group),
                other,
                fromMe,
                system,
                message.text("id"),
                fromMe ? Peer.of(message, "from").asGiven() : other.asGiven());
    }

    /// What holds the message's type and what it says.
    static Members body(Members message) {
        Members inner = message.object("message");
        return inner != null && message.text("type") == null ? inner : message;
    }
}
