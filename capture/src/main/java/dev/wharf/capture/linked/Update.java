package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/// One webhook of a gateway: what stands around its payload.
///
/// @param event the gateway's own word: `message.any`
/// @param session the gateway's own name of the account; null when it says none
record Update(
        Gateway gateway,
        String event,
        @Nullable String session,
        @Nullable JsonNode payload,
        JsonNode root) {

    /// Whose webhooks are read.
    enum Gateway {
        WAHA,
        GOWA
    }

    /// @return null when it is no webhook of either: other gateways use the same words elsewhere
    static @Nullable Update of(@Nullable JsonNode root) {
        String event = Nodes.text(root, "event");
        if (root == null || event == null || root.get("payload") == null) {
            return null;
        }
        String waha = Nodes.text(root, "session");
        String gowa = Nodes.text(root, "session_id", "device_id");
        if (waha == null && gowa == null) {
            return null;
        }
        return new Update(
                waha == null ? Gateway.GOWA : Gateway.WAHA,
                event,
                waha == null ? gowa : waha,
                Nodes.object(root, "payload"),
                root);
    }

    /// The account's owner, as far as the webhook says.
    Who owner() {
        if (gateway == Gateway.GOWA) {
            return Who.of(Nodes.text(root, "device_id"));
        }
        JsonNode me = Nodes.object(root, "me");
        return Who.of(Nodes.text(me, "id"), Nodes.text(me, "lid"));
    }

    /// Whether it was asked for, and did not come by itself.
    boolean reconciled() {
        return Nodes.flag(root, Reshaped.MARK);
    }
}
