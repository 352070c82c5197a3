package dev.wharf.destinations.microsoft365.traffic;

import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.RetryAfter;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Reads the answers out of the answer to a `$batch`; they come in any order.
final class BatchReader {
    private BatchReader() {}

    /// @return one answer for each request, null where there is none
    static @Nullable GraphAnswer[] read(GraphAnswer outer, int count, Instant now) {
        @Nullable GraphAnswer[] answers = new @Nullable GraphAnswer[count];
        for (JsonNode one : outer.body().path("responses")) {
            int id = one.path("id").asInt(0);
            if (id >= 1 && id <= count) {
                answers[id - 1] = answer(one, outer.requestId() + "/" + id, now);
            }
        }
        return answers;
    }

    private static GraphAnswer answer(JsonNode one, String id, Instant now) {
        return new GraphAnswer(
                one.path("status").asInt(0), retryAfter(one, now), one.path("body"), id);
    }

    private static @Nullable Duration retryAfter(JsonNode one, Instant now) {
        for (Map.Entry<String, JsonNode> header : one.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase("retry-after")) {
                return RetryAfter.parse(header.getValue().asString(""), now);
            }
        }
        return null;
    }
}
