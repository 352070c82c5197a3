package dev.wharf.capture.linked;

import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.linked.Scene.Where;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.EventTime;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/// Who speaks where in a payload of GOWA's: `from` and `chat_id` are numbers where the gateway
/// knows them, and the LIDs that WhatsApp wrote stand beside as `from_lid` and `chat_lid`.
final class GowaPayload {
    private final Scene scene;
    private final @Nullable String outer;

    /// @param outer the time that stands beside the payload
    GowaPayload(Scene scene, @Nullable String outer) {
        this.scene = scene;
        this.outer = outer;
    }

    Where where(JsonNode payload) {
        String chat = Nodes.text(payload, "chat_id", "chat_lid");
        Who sender = sender(payload);
        String told = Nodes.text(payload, "is_from_me");
        boolean fromMe = told == null ? scene.isOwner(sender) : told.equals("true");
        Jid jid = Jid.of(chat);
        Who peer =
                jid != null && jid.isDirect()
                        ? Who.of(Nodes.text(payload, "chat_lid"))
                        : Who.NOBODY;
        return new Where(
                chat,
                peer,
                fromMe ? scene.ownerAddresses() : sender,
                fromMe,
                fromMe ? null : Nodes.text(payload, "from_name", "sender_display_name"));
    }

    static Who sender(JsonNode payload) {
        return Who.of(Nodes.text(payload, "from"), Nodes.text(payload, "from_lid"));
    }

    EventTime time(JsonNode payload) {
        String own = Nodes.text(payload, "timestamp");
        return scene.time(own == null ? outer : own);
    }

    /// Null where the webhook has no time of WhatsApp's.
    @Nullable EventTime exact(JsonNode payload) {
        String own = Nodes.text(payload, "timestamp");
        return Times.read(own == null ? outer : own);
    }

    Draft draft(JsonNode payload) {
        return scene.spoken(where(payload), time(payload), Nodes.text(payload, "id"));
    }
}
