package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A `$batch`, read and checked: at most twenty requests, and one of the patterns of dependency
/// that Graph documents (none, each on the one before, all on the same).
record FakeBatch(List<Entry> entries, boolean serial) {
    private static final int MOST = 20;

    record Entry(String id, FakeRequest request, @Nullable String dependsOn) {}

    static @Nullable FakeBatch read(@Nullable JsonNode body) {
        JsonNode requests = body == null ? null : body.path("requests");
        if (requests == null || requests.isEmpty() || requests.size() > MOST) {
            return null;
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode one : requests) {
            Entry entry = entry(one);
            if (entry.id.isEmpty()
                    || !ids.add(entry.id)
                    || !entry.request.method().matches("GET|POST|PATCH|DELETE|PUT")) {
                return null;
            }
            entries.add(entry);
        }
        return isPattern(entries)
                ? new FakeBatch(
                        List.copyOf(entries), entries.stream().anyMatch(e -> e.dependsOn != null))
                : null;
    }

    private static Entry entry(JsonNode one) {
        Map<String, String> headers = new HashMap<>();
        one.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
        JsonNode body = one.has("body") ? one.path("body") : null;
        JsonNode on = one.path("dependsOn");
        FakeRequest request =
                FakeRequest.of(
                        one.path("method").asString(""),
                        one.path("url").asString("/"),
                        headers,
                        body,
                        body == null ? 0 : FakeReply.JSON.writeValueAsBytes(body).length);
        return new Entry(
                one.path("id").asString(""),
                request,
                on.isEmpty() ? null : on.path(0).asString(""));
    }

    private static boolean isPattern(List<Entry> entries) {
        boolean none = entries.stream().allMatch(entry -> entry.dependsOn == null);
        boolean chain = entries.getFirst().dependsOn == null;
        for (int i = 1; i < entries.size(); i++) {
            chain &= entries.get(i - 1).id.equals(entries.get(i).dependsOn);
        }
        boolean same =
                entries.stream()
                        .skip(1)
                        .allMatch(entry -> entries.getFirst().id.equals(entry.dependsOn));
        return none || chain || same;
    }
}
