package dev.wharf.app.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One business number of Meta's platform, and what happens on it, in webhooks as Meta writes them.
///
/// @param id Meta's id of the number
/// @param digits the number, as `display_phone_number` shows it
record CloudNumber(String id, String digits) {
    static final String HOOK = "main";
    static final String TOKEN = "token-of-the-number";
    static final String VERIFY_TOKEN = "verify-token-of-the-hook";
    static final String APP_SECRET = "app-secret-of-the-hook";

    /// Somebody writes to the number.
    ///
    /// @param body what stands under the type's name
    byte[] message(String from, String id, String type, String body) {
        return change(
                "messages",
                from,
                "\"messages\":[{\"from\":\"%s\",\"id\":\"%s\",\"timestamp\":\"%d\",\"type\":\"%s\",\"%s\":%s}]"
                        .formatted(from, id, now(), type, type, body));
    }

    byte[] text(String from, String id, String text) {
        return message(from, id, "text", "{\"body\":\"%s\"}".formatted(text));
    }

    byte[] edit(String from, String id, String original, String text) {
        return message(
                from,
                id,
                "edit",
                "{\"original_message_id\":\"%s\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"%s\"}}}"
                        .formatted(original, text));
    }

    byte[] revoke(String from, String id, String original) {
        return message(from, id, "revoke", "{\"original_message_id\":\"%s\"}".formatted(original));
    }

    /// Somebody writes in a group that the number is in.
    byte[] group(String group, String from, String id, String text) {
        return change(
                "messages",
                from,
                "\"messages\":[{\"from\":\"%s\",\"group_id\":\"%s\",\"id\":\"%s\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}]"
                        .formatted(from, group, id, now(), text));
    }

    /// What the owner wrote on the phone.
    byte[] echo(String to, String id, String text) {
        return change(
                "smb_message_echoes",
                to,
                "\"message_echoes\":[{\"from\":\"%s\",\"to\":\"%s\",\"id\":\"%s\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}]"
                        .formatted(digits, to, id, now(), text));
    }

    byte[] status(String to, String id, String word) {
        return change(
                "messages",
                to,
                "\"statuses\":[{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"%d\",\"recipient_id\":\"%s\"}]"
                        .formatted(id, word, now(), to));
    }

    byte[] call(String from, String id, int seconds) {
        return change(
                "calls",
                from,
                "\"calls\":[{\"id\":\"wacid.%s\",\"from\":\"%s\",\"to\":\"%s\",\"event\":\"terminate\",\"direction\":\"USER_INITIATED\",\"timestamp\":\"%d\",\"status\":\"COMPLETED\",\"duration\":%d}]"
                        .formatted(id, from, digits, now(), seconds));
    }

    private byte[] change(String field, String person, String lists) {
        return """
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{\
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"%s","phone_number_id":"%s"},\
        "contacts":[{"profile":{"name":"Person %s"},"wa_id":"%s"}],%s},"field":"%s"}]}]}\
        """
                .formatted(digits, id, person.substring(person.length() - 4), person, lists, field)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
