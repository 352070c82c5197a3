package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Envelopes.Found;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.capture.UpdateEnvelope.Kind;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// What a site may know of a webhook of GOWA's. One webhook holds one update.
public final class GowaEnvelopes implements EnvelopeReader {
    @Override
    public List<UpdateEnvelope> read(byte[] body) {
        return Envelopes.read(body, Update.Gateway.GOWA, GowaEnvelopes::find);
    }

    @Override
    public byte[] without(byte[] body, Collection<UpdateEnvelope> excluded) {
        return Envelopes.without(body, excluded);
    }

    private static Found find(Update update, Scene scene) {
        JsonNode payload = Objects.requireNonNullElse(update.payload(), Reshaped.object());
        Scene.Where where = new GowaPayload(scene, null).where(payload);
        String chat =
                Nodes.text(payload, "chat_id", "chat_lid", "group_jid", "newsletter_id", "from");
        String time = Nodes.text(payload, "timestamp");
        return new Found(
                kind(update.event()),
                new Scene.Where(chat, where.peer(), where.sender(), where.fromMe(), null),
                Nodes.text(payload, "id", "deleted_message_id", "call_id"),
                time == null ? Nodes.text(update.root(), "timestamp") : time,
                media(update, payload));
    }

    private static Kind kind(String event) {
        return switch (event) {
            case "message",
                    "message.reaction",
                    "message.edited",
                    "message.revoked",
                    "message.deleted",
                    "newsletter.message",
                    "call.offer" ->
                    Kind.CHAT;
            case "message.ack" -> Kind.RECEIPT;
            case "group.participants",
                    "group.joined",
                    "chat_presence",
                    "label.association",
                    "newsletter.joined",
                    "newsletter.left",
                    "newsletter.mute" ->
                    Kind.CONTEXT;
            case "label.edit" -> Kind.ACCOUNT;
            default -> Kind.UNKNOWN;
        };
    }

    private static List<MediaNeed> media(Update update, JsonNode payload) {
        List<MediaNeed> needs = new ArrayList<>();
        for (String name : GowaMessages.FILES.keySet()) {
            for (JsonNode file : Nodes.list(payload, name)) {
                String id = GowaFiles.id(payload, file);
                if (id != null) {
                    String session = Objects.requireNonNullElse(update.session(), "");
                    needs.add(new MediaNeed(id, session, null, null, -1));
                }
            }
        }
        return needs;
    }
}
