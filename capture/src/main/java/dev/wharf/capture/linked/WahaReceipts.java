package dev.wharf.capture.linked;

import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Content.Receipt.Status;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Objects;

/// `message.ack`: how far a message has come. The chat is that of the message; who received or read
/// it is the other side of a chat of two, and in a group the participant.
final class WahaReceipts {
    private final Scene scene;
    private final WahaPayload payload;

    WahaReceipts(Scene scene, WahaPayload payload) {
        this.scene = scene;
        this.payload = payload;
    }

    Draft read(JsonNode body) {
        MessageId id = WahaPayload.id(body);
        Where where = payload.where(body);
        boolean mine = where.fromMe();
        Who peer = reader(body, where);
        Draft draft =
                scene.spoken(
                        new Where(
                                where.chat(), direct(where) ? peer : Who.NOBODY, peer, false, null),
                        scene.time(WahaPayload.time(body)),
                        null);
        Person recipient = mine ? draft.sender() : scene.owner();
        String sender = mine ? scene.ownerAddresses().address() : author(body, draft);
        Receipt receipt =
                new Receipt(
                        Scene.target(draft, id == null ? null : id.id(), mine, sender),
                        status(body),
                        recipient,
                        other(body));
        return draft.by(null, mine ? Direction.OUTGOING : Direction.INCOMING).saying(receipt);
    }

    /// In a chat of two the one who is not the owner, whoever read.
    private static Who reader(JsonNode body, Where where) {
        JsonNode info = WahaPayload.info(body);
        Who named =
                Who.of(
                        Nodes.text(info, "Sender"),
                        Nodes.text(info, "SenderAlt"),
                        Nodes.text(body, "participant"));
        if (direct(where)) {
            Who chat = Who.of(where.chat());
            return chat.is(named) || "false".equals(Nodes.text(info, "IsFromMe"))
                    ? chat.and(named)
                    : chat;
        }
        return named;
    }

    private static boolean direct(Where where) {
        Jid jid = Jid.of(where.chat());
        return jid != null && jid.isDirect();
    }

    private static @Nullable String author(JsonNode body, Draft draft) {
        Who sender = Who.of(Nodes.text(WahaPayload.info(body), "MessageSender"));
        return sender.isNobody() ? draft.chat().jid() : sender.address();
    }

    private static Status status(JsonNode body) {
        return switch (Objects.requireNonNullElse(Nodes.text(body, "ack"), "")) {
            case "-1" -> Status.FAILED;
            case "0", "1" -> Status.SENT;
            case "2" -> Status.DELIVERED;
            case "3" -> Status.READ;
            case "4" -> Status.PLAYED;
            default -> Status.OTHER;
        };
    }

    private static @Nullable String other(JsonNode body) {
        return status(body) == Status.OTHER
                ? Objects.requireNonNullElse(Nodes.text(body, "ackName", "ack"), "no status")
                : null;
    }
}
