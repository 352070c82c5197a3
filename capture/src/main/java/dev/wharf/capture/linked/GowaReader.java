package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Content.Unreadable.Reason;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// Events of one webhook of GOWA's (go-whatsapp-web-multidevice).
final class GowaReader {
    private final Update update;
    private final Scene scene;
    private final GowaMessages messages;
    private final GowaPayload payload;

    GowaReader(Update update, Scene scene, Media media) {
        this.update = update;
        this.scene = scene;
        this.payload = new GowaPayload(scene, Nodes.text(update.root(), "timestamp"));
        this.messages = new GowaMessages(scene, payload, media, update.reconciled());
    }

    /// @return empty when the webhook says nothing that is evidence
    List<Draft> read() {
        JsonNode body = update.payload();
        if (body == null) {
            return List.of(unknown());
        }
        return switch (update.event()) {
            case "message" -> List.of(messages.message(body));
            case "message.reaction" -> List.of(messages.reaction(body));
            case "message.edited" -> List.of(messages.edited(body));
            case "message.revoked" -> List.of(messages.revoked(body));
            case "message.deleted" -> List.of(messages.deleted(body));
            case "message.ack" -> new GowaReceipts(scene, payload).read(body);
            case "call.offer" -> List.of(new GowaGroups(scene, payload).call(body));
            case "group.participants", "group.joined" ->
                    List.of(new GowaGroups(scene, payload).members(update.event(), body));
            case "chat_presence" -> List.of();
            case "label.edit" -> List.of(account(Topic.BUSINESS, body));
            case "label.association" ->
                    List.of(notice(Topic.BUSINESS, body, Nodes.text(body, "chat_id")));
            case "newsletter.joined", "newsletter.left", "newsletter.mute" ->
                    List.of(notice(Topic.OTHER, body, Nodes.text(body, "newsletter_id")));
            case "newsletter.message" -> posts(body);
            default -> List.of(unknown());
        };
    }

    private Draft account(Topic topic, JsonNode body) {
        return scene.ofAccount(payload.time(body)).saying(new Notice(topic, text(body)));
    }

    private Draft notice(Topic topic, JsonNode body, @Nullable String chat) {
        return impersonal(chat, payload.time(body), null).saying(new Notice(topic, text(body)));
    }

    private Draft impersonal(@Nullable String chat, EventTime time, @Nullable String id) {
        return scene.spoken(new Where(chat, Who.NOBODY, Who.NOBODY, false, null), time, id)
                .by(null, Direction.UNKNOWN);
    }

    /// What a channel posts comes without its words: kind and counts only.
    private List<Draft> posts(JsonNode body) {
        String channel = Nodes.text(body, "newsletter_id");
        List<Draft> drafts = new ArrayList<>();
        for (JsonNode post : Nodes.list(body, "messages")) {
            String type = Nodes.text(post, "type");
            drafts.add(
                    impersonal(channel, payload.time(post), Nodes.text(post, "message_id"))
                            .saying(
                                    new Unreadable(
                                            Reason.NOT_SUPPORTED,
                                            "a channel's post, of which the gateway gives the kind only"
                                                    + (type == null ? "" : ": " + type))));
        }
        return drafts.isEmpty() ? List.of(unknown()) : drafts;
    }

    private String text(JsonNode body) {
        return update.event() + ": " + Nodes.described(body);
    }

    private Draft unknown() {
        return scene.ofAccount(scene.time(null))
                .saying(new Content.Unknown("gowa:" + update.event(), null));
    }
}
