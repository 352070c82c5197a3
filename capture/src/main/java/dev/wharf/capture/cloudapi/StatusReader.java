package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// `statuses`: what became of a message that the business sent. They come in any order and more
/// than once; each is kept.
final class StatusReader {
    private final Scene scene;

    StatusReader(Scene scene) {
        this.scene = scene;
    }

    /// Whom a status is about.
    record Head(Chat chat, Peer peer) {
        static Head of(Members status, Scene scene) {
            boolean group = "group".equals(status.text("recipient_type"));
            Peer peer = scene.complete(group ? participant(status) : recipient(status));
            String id = status.text("recipient_id");
            return new Head(group && id != null ? Scene.group(id) : scene.direct(peer), peer);
        }
    }

    Draft read(JsonNode status) {
        Head head = Head.of(Members.of(status), scene);
        Peer recipient = head.peer;
        Chat chat = head.chat;
        Person person = recipient.isNobody() ? null : scene.person(recipient);
        List<Person> members =
                person == null ? List.of(scene.business()) : List.of(scene.business(), person);
        Receipt receipt =
                new Receipt(
                        Scene.message(
                                chat,
                                Nodes.text(status, "id"),
                                true,
                                scene.businessPeer().asGiven()),
                        known(status),
                        person,
                        text(status));
        return new Draft(chat, scene.time(Nodes.text(status, "timestamp")), members)
                .by(null, Direction.OUTGOING)
                .saying(receipt);
    }

    /// Who it was sent to; documents and traffic spell the parent's id in two ways.
    static Peer recipient(Members status) {
        return Peer.of(
                status.text("recipient_id"),
                status.text("recipient_user_id"),
                status.text("parent_recipient_user_id", "recipient_parent_user_id"));
    }

    private static Peer participant(Members status) {
        return Peer.of(
                status.text("recipient_participant_id", "participant_recipient_id"),
                status.text("recipient_participant_user_id"),
                status.text("recipient_participant_parent_user_id"));
    }

    private static Receipt.Status known(JsonNode status) {
        String word = Nodes.text(status, "status");
        return switch (word == null ? "" : word) {
            case "sent" -> Receipt.Status.SENT;
            case "delivered" -> Receipt.Status.DELIVERED;
            case "read" -> Receipt.Status.READ;
            case "played" -> Receipt.Status.PLAYED;
            case "failed" -> Receipt.Status.FAILED;
            default -> Receipt.Status.OTHER;
        };
    }

    private static @Nullable String text(JsonNode status) {
        List<String> text = new ArrayList<>();
        String word = Nodes.text(status, "status");
        if (known(status) == Receipt.Status.OTHER && word != null) {
            text.add(word);
        }
        List<JsonNode> errors = Nodes.list(status, "errors");
        if (!errors.isEmpty()) {
            text.add(Nodes.errors(errors));
        }
        return text.isEmpty() ? null : String.join(": ", text);
    }
}
