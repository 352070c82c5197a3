package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/// An answer of the fake.
///
/// @param body null for none
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record FakeReply(int status, Map<String, String> headers, @Nullable JsonNode body, byte[] bytes) {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] NO_BYTES = {};

    static FakeReply json(int status, JsonNode body) {
        return new FakeReply(status, Map.of(), body, NO_BYTES);
    }

    static FakeReply empty(int status) {
        return new FakeReply(status, Map.of(), null, NO_BYTES);
    }

    static FakeReply bytes(byte[] bytes) {
        return new FakeReply(200, Map.of(), null, bytes);
    }

    static FakeReply error(int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", code).put("message", message);
        return json(status, body);
    }

    FakeReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FakeReply(status, more, body, bytes);
    }

    boolean isGood() {
        return status < 300;
    }
}
