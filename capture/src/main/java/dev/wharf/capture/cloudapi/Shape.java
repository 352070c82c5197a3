package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// What JSON from WhatsApp looks like from outside.
final class Shape {
    /// Members of a change's value that hold updates.
    static final Set<String> LISTS =
            Set.of(
                    "messages",
                    "message_echoes",
                    "statuses",
                    "calls",
                    "history",
                    "state_sync",
                    "groups",
                    "user_preferences",
                    "user_id_update",
                    "standby",
                    "errors",
                    "conversation_context");

    private static final Set<String> TYPES =
            Set.of(
                    "text",
                    "image",
                    "video",
                    "audio",
                    "document",
                    "sticker",
                    "location",
                    "contacts",
                    "reaction",
                    "interactive",
                    "button",
                    "order",
                    "system",
                    "edit",
                    "revoke");

    private Shape() {}

    /// Whether the beginning of a capture is that of webhooks: one, many, a list of them, or the
    /// part of one that Meta's documentation shows alone.
    static boolean isWebhook(byte[] beginning, int length) {
        int start = 0;
        while (start < length && (beginning[start] <= ' ' || beginning[start] == '[')) {
            // A byte order mark is below zero.
            start++;
        }
        JsonText first = new JsonText(beginning, start, length);
        Map<String, JsonText> members = first.members();
        JsonText object = members.get("object");
        if (object != null) {
            return object.string().equals("whatsapp_business_account");
        }
        JsonText entries = members.get("entry");
        JsonText changes = members.get("changes");
        return (entries != null && entries.isArray() && mentions(entries, "\"changes\""))
                || (changes != null && changes.isArray() && mentions(changes, "\"field\""))
                || isValue(members)
                || isMessage(members)
                || PartnerEnvelope.of(members).isPresent();
    }

    private static boolean mentions(JsonText json, String name) {
        return new String(
                        json.bytes(),
                        json.from(),
                        json.to() - json.from(),
                        StandardCharsets.ISO_8859_1)
                .contains(name);
    }

    /// The value of a change.
    static boolean isValue(Map<String, JsonText> members) {
        JsonText product = members.get("messaging_product");
        return product != null
                && product.string().equals("whatsapp")
                && members.keySet().stream().anyMatch(LISTS::contains);
    }

    /// An element of `messages`.
    static boolean isMessage(Map<String, JsonText> members) {
        JsonText type = members.get("type");
        JsonNode word = type == null ? null : type.tree();
        if (word == null || !word.isString()) {
            return false;
        }
        JsonText body = members.get(word.asString());
        boolean known = TYPES.contains(word.asString());
        return (known && body != null && (body.isObject() || body.isArray()))
                || (word.asString().equals("unsupported") && members.containsKey("errors"));
    }
}
