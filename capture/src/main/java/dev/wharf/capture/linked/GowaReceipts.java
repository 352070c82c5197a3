package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Content.Receipt.Status;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;

/// `message.ack`: one receipt for each of the messages it names. Whose messages they are it does
/// not say: the owner's, where somebody else received them.
final class GowaReceipts {
    private final Scene scene;
    private final GowaPayload payload;

    GowaReceipts(Scene scene, GowaPayload payload) {
        this.scene = scene;
        this.payload = payload;
    }

    List<Draft> read(JsonNode body) {
        Who reader = GowaPayload.sender(body);
        boolean own = scene.isOwner(reader);
        Where told = payload.where(body);
        Draft draft =
                scene.spoken(
                        new Where(told.chat(), told.peer(), reader, own, told.name()),
                        payload.time(body),
                        null);
        Person recipient = own ? scene.owner() : draft.sender();
        Draft by = draft.by(null, own ? Direction.INCOMING : Direction.OUTGOING);
        List<String> ids =
                Nodes.list(body, "ids").stream()
                        .filter(JsonNode::isValueNode)
                        .map(JsonNode::asString)
                        .toList();
        if (ids.isEmpty()) {
            return List.of(receipt(by, body, null, own, recipient));
        }
        return ids.stream().map(id -> receipt(by, body, id, own, recipient)).toList();
    }

    private Draft receipt(
            Draft draft,
            JsonNode body,
            @Nullable String id,
            boolean own,
            @Nullable Person recipient) {
        Boolean fromMe = own ? null : Boolean.TRUE;
        String sender = own ? null : scene.ownerAddresses().address();
        return draft.saying(
                new Receipt(
                        Scene.target(draft, id, fromMe, sender),
                        status(body),
                        recipient,
                        other(body)));
    }

    private static Status status(JsonNode body) {
        return switch (Objects.requireNonNullElse(Nodes.text(body, "receipt_type"), "")) {
            case "sender" -> Status.SENT;
            case "delivered", "inactive", "active" -> Status.DELIVERED;
            case "read", "read-self" -> Status.READ;
            case "played", "played-self" -> Status.PLAYED;
            case "server-error" -> Status.FAILED;
            default -> Status.OTHER;
        };
    }

    private static @Nullable String other(JsonNode body) {
        return status(body) == Status.OTHER
                ? Objects.requireNonNullElse(Nodes.text(body, "receipt_type"), "no status")
                : null;
    }
}
