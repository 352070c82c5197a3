package dev.wharf.site.journal;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the sealed part of a journal record says: `length of the JSON(4) JSON body?`. Of a capture
/// the JSON is its envelope, digest and size, and the body follows unless it is in a file; of a
/// visit it is the list of companions.
final class RecordContent {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RecordContent() {}

    /// @param body null when it is in a file
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Capture(CaptureRecord record, byte @Nullable [] body) {}

    static byte[] encode(
            CaptureEnvelope envelope, ContentDigest digest, long size, byte @Nullable [] body) {
        ObjectNode json = JSON.createObjectNode();
        json.put("source", envelope.source().name());
        json.put("account", envelope.account());
        json.put("name", envelope.name());
        json.put("receivedAt", envelope.receivedAt().toString());
        json.put("digest", digest.sha256());
        json.put("size", size);
        ObjectNode options = json.putObject("options");
        new TreeMap<>(envelope.options()).forEach(options::put);
        return framed(json, body == null ? new byte[0] : body);
    }

    private static byte[] framed(JsonNode json, byte[] body) {
        byte[] text = JSON.writeValueAsBytes(json);
        return ByteBuffer.allocate(4 + text.length + body.length)
                .putInt(text.length)
                .put(text)
                .put(body)
                .array();
    }

    static Capture decode(long sequence, byte[] plain, boolean inline) {
        ByteBuffer in = ByteBuffer.wrap(plain);
        JsonNode json = json(in);
        Map<String, String> options = new TreeMap<>();
        json.required("options")
                .properties()
                .forEach(option -> options.put(option.getKey(), option.getValue().stringValue()));
        CaptureEnvelope envelope =
                new CaptureEnvelope(
                        SourceKind.valueOf(json.required("source").stringValue()),
                        optional(json, "account"),
                        optional(json, "name"),
                        Instant.parse(json.required("receivedAt").stringValue()),
                        options);
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(sequence),
                        envelope,
                        new ContentDigest(json.required("digest").stringValue()),
                        json.required("size").longValue());
        byte[] body = inline ? Arrays.copyOfRange(plain, in.position(), plain.length) : null;
        return new Capture(record, body);
    }

    static byte[] encode(List<Companion> companions) {
        ArrayNode json = JSON.createArrayNode();
        for (Companion companion : companions) {
            ObjectNode one = json.addObject();
            one.put("id", companion.mediaId());
            switch (companion) {
                case Companion.Fetched(var _, MediaId file, ContentDigest digest, long size) ->
                        one.put("file", file.toString())
                                .put("digest", digest.sha256())
                                .put("size", size);
                case Companion.Missing(var _, String reason) -> one.put("missing", reason);
            }
        }
        return framed(json, new byte[0]);
    }

    static List<Companion> companions(byte[] plain) {
        List<Companion> companions = new ArrayList<>();
        for (JsonNode one : json(ByteBuffer.wrap(plain))) {
            String id = one.required("id").stringValue();
            companions.add(
                    one.has("missing")
                            ? new Companion.Missing(id, one.required("missing").stringValue())
                            : new Companion.Fetched(
                                    id,
                                    MediaId.parse(one.required("file").stringValue()),
                                    new ContentDigest(one.required("digest").stringValue()),
                                    one.required("size").longValue()));
        }
        return companions;
    }

    private static JsonNode json(ByteBuffer in) {
        byte[] text = new byte[in.getInt()];
        in.get(text);
        return JSON.readTree(text);
    }

    private static @Nullable String optional(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
