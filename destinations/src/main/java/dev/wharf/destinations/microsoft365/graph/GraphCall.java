package dev.wharf.destinations.microsoft365.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/// One request to Graph, not sent yet; whole, so that it can be sent again or stand in a batch.
///
/// @param path from the version on, encoded, with its query: `/users/a%40b.example/mailFolders`
/// @param headers besides those every request has
/// @param body JSON, or null
/// @param what for messages, without content: "the folder of alice@example.com"
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record GraphCall(
        Method method,
        String path,
        Map<String, String> headers,
        byte @Nullable [] body,
        String what) {

    public enum Method {
        GET,
        POST,
        PATCH,
        DELETE;

        /// Whether sending it twice does the same as once.
        boolean isRepeatable() {
            return this != POST;
        }
    }

    public GraphCall {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash");
        }
        headers = Map.copyOf(headers);
    }

    public static GraphCall get(String path, String what) {
        return new GraphCall(Method.GET, path, Map.of(), null, what);
    }

    public static GraphCall post(String path, JsonNode body, String what) {
        return new GraphCall(Method.POST, path, Map.of(), bytes(body), what);
    }

    public static GraphCall patch(String path, JsonNode body, String what) {
        return new GraphCall(Method.PATCH, path, Map.of(), bytes(body), what);
    }

    public static GraphCall delete(String path, String what) {
        return new GraphCall(Method.DELETE, path, Map.of(), null, what);
    }

    public GraphCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new GraphCall(method, path, more, body, what);
    }

    /// Bytes of the body; what budgets of uploads count.
    public long size() {
        return body == null ? 0 : body.length;
    }

    private static byte[] bytes(JsonNode body) {
        return JsonMapper.shared().writeValueAsBytes(body);
    }
}
