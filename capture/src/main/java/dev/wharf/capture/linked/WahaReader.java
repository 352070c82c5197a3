package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/// Events of one webhook of WAHA's. What its GOWS engine shows is known from its source, what the
/// others show from the documentation alone.
final class WahaReader {
    private final Update update;
    private final Scene scene;
    private final WahaPayload payload;
    private final WahaMessages messages;
    private final WahaChanges changes;

    WahaReader(Update update, Scene scene, Media media) {
        this.update = update;
        this.scene = scene;
        this.payload = new WahaPayload(scene);
        this.changes = new WahaChanges(payload, update.reconciled());
        this.messages = new WahaMessages(scene, payload, media, update.reconciled());
    }

    /// @return empty when the webhook says nothing that is evidence
    List<Draft> read() {
        JsonNode body = update.payload();
        if (body == null) {
            return List.of(unknown(update.event()));
        }
        return switch (update.event()) {
            case "message", "message.any" -> List.of(messages.message(body));
            case "message.waiting" -> List.of(messages.waiting(body));
            case "message.reaction" -> List.of(changes.reaction(body));
            case "message.edited" -> List.of(changes.edited(body));
            case "message.revoked" -> List.of(changes.revoked(body));
            case "message.ack", "message.ack.group" -> List.of(receipt(body));
            case "poll.vote" -> List.of(votes().vote(body, false));
            case "poll.vote.failed" -> List.of(votes().vote(body, true));
            case "event.response", "event.response.failed" -> List.of(votes().response(body));
            case "call.received", "call.accepted", "call.rejected" ->
                    List.of(new WahaCalls(scene).read(update.event(), body));
            case "group.v2.join", "group.v2.leave", "group.v2.participants", "group.v2.update" ->
                    new WahaGroups(scene).read(update.event(), body);
            case "session.status" -> List.of(new WahaSession(scene).status(body));
            case "engine.event" -> engine(body);
            case "presence.update" -> List.of();
            case "state.change" -> List.of(notice(Topic.ACCOUNT, body));
            case "chat.archive" -> List.of(chatNotice(Topic.OTHER, Nodes.text(body, "id"), body));
            case "label.upsert", "label.deleted" -> List.of(notice(Topic.BUSINESS, body));
            case "label.chat.added", "label.chat.deleted" ->
                    List.of(chatNotice(Topic.BUSINESS, Nodes.text(body, "chatId"), body));
            default -> List.of(unknown(update.event()));
        };
    }

    private WahaVotes votes() {
        return new WahaVotes(scene, payload);
    }

    private Draft receipt(JsonNode body) {
        return new WahaReceipts(scene, payload).read(body);
    }

    private List<Draft> engine(JsonNode body) {
        return new WahaEngineEvents(scene, new WahaCalls(scene)).read(body);
    }

    private Draft notice(Topic topic, JsonNode body) {
        return scene.ofAccount(scene.time(null)).saying(new Notice(topic, text(body)));
    }

    private Draft chatNotice(Topic topic, @Nullable String chat, JsonNode body) {
        EventTime time = scene.time(Nodes.text(body, "timestamp"));
        Scene.Where where = new Scene.Where(chat, Who.NOBODY, Who.NOBODY, false, null);
        return scene.spoken(where, time, null)
                .by(null, Direction.UNKNOWN)
                .saying(new Notice(topic, text(body)));
    }

    private String text(JsonNode body) {
        return update.event() + ": " + Nodes.described(body);
    }

    private Draft unknown(String type) {
        return scene.ofAccount(scene.time(null)).saying(new Content.Unknown("waha:" + type, null));
    }
}
