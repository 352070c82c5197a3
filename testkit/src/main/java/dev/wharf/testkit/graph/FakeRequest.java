package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One request to the fake, alone or out of a batch.
///
/// @param steps of the path below the version, decoded
/// @param headers by lower-case name
/// @param body null when there is none, or no JSON
/// @param bytes of the body
record FakeRequest(
        String method,
        List<String> steps,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable JsonNode body,
        long bytes) {

    static FakeRequest of(
            String method, String target, Map<String, String> headers, byte[] content) {
        JsonNode body = null;
        try {
            body = content.length == 0 ? null : FakeReply.JSON.readTree(content);
        } catch (JacksonException notJson) {
            // Stays null, as for a server that cannot read it.
        }
        return of(method, target, headers, body, content.length);
    }

    static FakeRequest of(
            String method,
            String target,
            Map<String, String> headers,
            @Nullable JsonNode body,
            long bytes) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        List<String> steps = new ArrayList<>();
        for (String step : path.substring(1).split("/", -1)) {
            steps.add(decoded(step));
        }
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new FakeRequest(
                method,
                steps,
                query(mark < 0 ? "" : target.substring(mark + 1)),
                lower,
                body,
                bytes);
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// Whose mailbox it is about; empty when it is about none.
    String mailbox() {
        return steps.size() > 2 && steps.getFirst().equals("users")
                ? steps.get(1).toLowerCase(Locale.ROOT)
                : "";
    }

    /// Method and steps match; `*` stands for any one step.
    boolean is(String wanted, String... path) {
        if (!method.equals(wanted) || steps.size() != path.length) {
            return false;
        }
        for (int i = 0; i < path.length; i++) {
            if (!path[i].equals("*") && !path[i].equals(steps.get(i))) {
                return false;
            }
        }
        return true;
    }

    String step(int index) {
        return steps.get(index);
    }

    boolean wantsImmutableIds() {
        return headers.getOrDefault("prefer", "").contains("IdType=\"ImmutableId\"");
    }

    @Override
    public String toString() {
        return method + " /" + String.join("/", steps);
    }
}
