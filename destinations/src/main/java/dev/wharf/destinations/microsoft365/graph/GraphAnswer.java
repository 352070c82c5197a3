package dev.wharf.destinations.microsoft365.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;

/// What Graph answered, alone or within a batch.
///
/// @param retryAfter how long it asks to be left alone; null when it does not say
/// @param body an empty object when there was none, or no JSON
/// @param requestId by which Microsoft finds it again
public record GraphAnswer(
        int status, @Nullable Duration retryAfter, JsonNode body, String requestId) {

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// Not taken, for being too many: nothing has happened, so it may be sent again later.
    public boolean isThrottled() {
        return status == 429;
    }

    /// A server in between gave up: whether it has happened, nobody knows. A full mailbox is told
    /// by 507, and that is no doubt.
    public boolean isInDoubt() {
        return status == 408 || (status >= 500 && status != 501 && status != 507);
    }

    /// Graph's name for the error; empty when there is none.
    public String code() {
        return GraphText.word(body.path("error").path("code").asString(""));
    }

    /// Code and ids for a message; never Graph's own text, which may repeat what was sent.
    public String error() {
        String code = code();
        return "%d%s, request %s".formatted(status, code.isEmpty() ? "" : " " + code, requestId);
    }

    static JsonNode json(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return JsonMapper.shared().createObjectNode();
        }
        try {
            return JsonMapper.shared().readTree(bytes);
        } catch (JacksonException notJson) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
