package dev.wharf.site.http;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// What is answered.
///
/// @param headers beside those that the server sets on everything
public record Reply(int status, Map<String, String> headers, Body body) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    /// Written once, on the request's thread.
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), _ -> {});
    }

    public static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply json(int status, JsonNode json) {
        return of(status, "application/json", JsonMapper.shared().writeValueAsBytes(json));
    }

    /// An error in the form of RFC 9457; `detail` is for the person who must act.
    public static Reply problem(int status, String title, String detail) {
        byte[] json =
                JsonMapper.shared()
                        .writeValueAsBytes(
                                new TreeMap<>(
                                        Map.of(
                                                "status", status,
                                                "title", title,
                                                "detail", detail)));
        return of(status, "application/problem+json", json);
    }

    public static Reply of(int status, String type, byte[] bytes) {
        return new Reply(
                status,
                Map.of("Content-Type", type, "Content-Length", Integer.toString(bytes.length)),
                out -> out.write(bytes));
    }

    public static Reply stream(String type, Body body) {
        return new Reply(200, Map.of("Content-Type", type), body);
    }

    public Reply with(String header, String value) {
        TreeMap<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
