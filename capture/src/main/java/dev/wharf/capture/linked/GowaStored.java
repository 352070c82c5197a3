package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Objects;
import java.util.Set;

/// A message as GOWA's own storage lists it, in the shape of its webhook.
final class GowaStored {
    private static final Set<String> FILES =
            Set.of("image", "video", "audio", "document", "sticker");

    private GowaStored() {}

    /// @param own the account's address
    static byte[] webhook(String session, @Nullable String own, JsonNode message) {
        String type = Objects.requireNonNullElse(Nodes.text(message, "media_type"), "");
        boolean call = type.equals("call");
        ObjectNode root =
                Reshaped.webhook(call ? "call.offer" : "message").put("session_id", session);
        if (own != null) {
            root.put("device_id", own);
        }
        ObjectNode payload = root.putObject("payload");
        copy(message, "id", payload, call ? "call_id" : "id");
        copy(message, "chat_jid", payload, "chat_id");
        copy(message, "sender_jid", payload, "from");
        copy(message, "sender_display_name", payload, "sender_display_name");
        copy(message, "timestamp", payload, "timestamp");
        copy(message, "content", payload, "body");
        if (!call) {
            payload.put("is_from_me", Nodes.flag(message, "is_from_me"));
        }
        file(message, type, payload);
        return Reshaped.bytes(root);
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        String text = Nodes.text(from, name);
        if (text != null && !text.isEmpty()) {
            to.put(as, text);
        }
    }

    /// An address of WhatsApp's, as the webhook gives it for a file that was not downloaded.
    private static void file(JsonNode message, String type, ObjectNode payload) {
        String url = Nodes.text(message, "url");
        if (url == null || url.isEmpty() || type.equals("call")) {
            return;
        }
        ObjectNode file = payload.putObject(FILES.contains(type) ? type : "document");
        file.put("url", url);
        copy(message, "filename", file, "filename");
    }
}
