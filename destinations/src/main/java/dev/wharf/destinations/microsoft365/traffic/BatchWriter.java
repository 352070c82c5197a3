package dev.wharf.destinations.microsoft365.traffic;

import dev.wharf.destinations.microsoft365.graph.GraphCall;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes requests as the body of one `$batch`. Bodies are copied as they are: they are JSON
/// already, and large.
final class BatchWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private BatchWriter() {}

    /// @param chained each waits for the one before it
    static GraphCall write(List<GraphCall> calls, boolean chained) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        out.writeBytes(ascii("{\"requests\":["));
        for (int i = 0; i < calls.size(); i++) {
            write(calls.get(i), i + 1, chained && i > 0, out);
        }
        out.writeBytes(ascii("]}"));
        return new GraphCall(
                GraphCall.Method.POST,
                "/$batch",
                Map.of(),
                out.toByteArray(),
                "a batch of %d requests".formatted(calls.size()));
    }

    private static void write(
            GraphCall call, int id, boolean afterTheLast, ByteArrayOutputStream out) {
        ObjectNode head = JSON.createObjectNode();
        head.put("id", String.valueOf(id));
        head.put("method", call.method().name());
        head.put("url", call.path());
        if (afterTheLast) {
            head.putArray("dependsOn").add(String.valueOf(id - 1));
        }
        ObjectNode headers = head.putObject("headers");
        call.headers().forEach(headers::put);
        byte[] body = call.body();
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        if (id > 1) {
            out.write(',');
        }
        byte[] written = JSON.writeValueAsBytes(head);
        out.write(written, 0, written.length - 1);
        if (body != null) {
            out.writeBytes(ascii(",\"body\":"));
            out.writeBytes(body);
        }
        out.write('}');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
