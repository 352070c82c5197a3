package dev.wharf.capture.linked;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Puts what a gateway answered into the shape of its own webhook, so that it takes the same way as
/// what arrived by itself. The mark says who did so: such bytes are ours, not as received.
final class Reshaped {
    static final String MARK = "wharf_reconciled";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reshaped() {}

    static ObjectNode webhook(String event) {
        return JSON.createObjectNode().put("event", event).put(MARK, true);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] bytes(JsonNode webhook) {
        return JSON.writeValueAsBytes(webhook);
    }
}
