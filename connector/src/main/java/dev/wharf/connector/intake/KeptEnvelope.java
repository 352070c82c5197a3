package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// A capture's envelope as it is kept beside its original, so that it can be decoded again: JSON
/// with `source account name receivedAt digest size options`.
public final class KeptEnvelope {
    private static final JsonMapper JSON = JsonMapper.shared();

    private KeptEnvelope() {}

    static byte[] encode(CaptureRecord record) {
        return JSON.writeValueAsBytes(tree(record));
    }

    public static ObjectNode tree(CaptureRecord record) {
        CaptureEnvelope envelope = record.envelope();
        ObjectNode json = JSON.createObjectNode();
        json.put("source", envelope.source().name());
        json.put("account", envelope.account());
        json.put("name", envelope.name());
        json.put("receivedAt", envelope.receivedAt().toString());
        json.put("digest", record.digest().sha256());
        json.put("size", record.size());
        ObjectNode options = json.putObject("options");
        new TreeMap<>(envelope.options()).forEach(options::put);
        return json;
    }

    static CaptureRecord decode(CaptureId id, byte[] bytes) {
        return decode(id, JSON.readTree(bytes));
    }

    public static CaptureRecord decode(CaptureId id, JsonNode json) {
        Map<String, String> options = new TreeMap<>();
        json.required("options")
                .properties()
                .forEach(option -> options.put(option.getKey(), option.getValue().stringValue()));
        return new CaptureRecord(
                id,
                new CaptureEnvelope(
                        SourceKind.valueOf(json.required("source").stringValue()),
                        optional(json, "account"),
                        optional(json, "name"),
                        Instant.parse(json.required("receivedAt").stringValue()),
                        options),
                new ContentDigest(json.required("digest").stringValue()),
                json.required("size").longValue());
    }

    private static @Nullable String optional(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
