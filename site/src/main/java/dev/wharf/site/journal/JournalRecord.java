package dev.wharf.site.journal;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.TreeHash;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// The payload of one journal record:
///
/// ```
///  0   1  version, 1
///  1   8  received at, milliseconds since 1970
///  9  32  chain: hash of everything before (see [#chain])
/// 41  16  media file's id, zero when the body is in the record
/// 57   …  sealed under the segment's key, bound to bytes 0 to 56 and the sequence:
///            4  length of the JSON; the JSON: envelope, digest, size; then the body, if inline
/// ```
///
/// @param sealed the last part
@SuppressWarnings("ArrayRecordComponent") // never compared
record JournalRecord(Instant receivedAt, TreeHash chain, MediaId media, byte[] sealed) {
    static final byte KIND = 1;

    private static final int CLEAR = 57;
    private static final JsonMapper JSON = JsonMapper.shared();

    byte[] bytes() {
        return ByteBuffer.allocate(CLEAR + sealed.length)
                .put(clear(receivedAt, chain, media))
                .put(sealed)
                .array();
    }

    /// @throws IllegalArgumentException when it is none
    static JournalRecord parse(byte[] payload) {
        if (payload.length < CLEAR || payload[0] != 1) {
            throw new IllegalArgumentException("not a journal record of version 1");
        }
        ByteBuffer in = ByteBuffer.wrap(payload, 1, payload.length - 1);
        Instant receivedAt = Instant.ofEpochMilli(in.getLong());
        byte[] chain = new byte[TreeHash.BYTES];
        in.get(chain);
        MediaId media = new MediaId(in.getLong(), in.getLong());
        byte[] sealed = Arrays.copyOfRange(payload, CLEAR, payload.length);
        return new JournalRecord(receivedAt, TreeHash.of(chain), media, sealed);
    }

    private static byte[] clear(Instant receivedAt, TreeHash chain, MediaId media) {
        return ByteBuffer.allocate(CLEAR)
                .put((byte) 1)
                .putLong(receivedAt.toEpochMilli())
                .put(chain.bytes())
                .putLong(media.high())
                .putLong(media.low())
                .array();
    }

    /// What the sealed part is bound to.
    static byte[] context(long sequence, Instant receivedAt, TreeHash chain, MediaId media) {
        return ByteBuffer.allocate(CLEAR + 8)
                .put(clear(receivedAt, chain, media))
                .putLong(sequence)
                .array();
    }

    byte[] context(long sequence) {
        return context(sequence, receivedAt, chain, media);
    }

    /// The chain that the next record continues: `node(chain, leaf(sequence, payload))`. It covers
    /// what lies on disk, so a site can check it without any key.
    TreeHash next(long sequence) {
        byte[] number = ByteBuffer.allocate(8).putLong(sequence).array();
        return MerkleTree.node(chain, MerkleTree.leaf(number, bytes()));
    }

    /// What the sealed part says.
    record Content(CaptureRecord record, byte @Nullable [] body) {}

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
        byte[] text = JSON.writeValueAsBytes(json);
        int length = body == null ? 0 : body.length;
        ByteBuffer out = ByteBuffer.allocate(4 + text.length + length);
        out.putInt(text.length).put(text);
        if (body != null) {
            out.put(body);
        }
        return out.array();
    }

    static Content decode(long sequence, byte[] plain, boolean inline) {
        ByteBuffer in = ByteBuffer.wrap(plain);
        byte[] text = new byte[in.getInt()];
        in.get(text);
        JsonNode json = JSON.readTree(text);
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
        return new Content(record, body);
    }

    private static @Nullable String optional(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
