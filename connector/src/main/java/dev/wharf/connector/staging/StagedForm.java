package dev.wharf.connector.staging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wharf.connector.intake.KeptEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What stands in an object of captures, before it is sealed.
///
/// ```
/// object  = "WHARFSTG" version(1: 1) zero(7) capture+
/// capture = sequence(8) JSON length(4) body length(8) JSON body
/// ```
///
/// The JSON is the envelope as the archive keeps it, with `files` and perhaps `refused`.
final class StagedForm {
    static final byte[] HEADER = Arrays.copyOf("WHARFSTG\u0001".getBytes(US_ASCII), 16);

    /// A capture that is larger lies alone, so that a page fits into memory.
    static final int MOST_IN_PAGE = 256 * 1024;

    private static final int LENGTHS = 8 + 4 + 8;
    private static final int MOST_JSON = 4 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private StagedForm() {}

    /// Everything of a capture but its body.
    static byte[] head(
            CaptureRecord record,
            List<StagedFile> files,
            StagedCapture.@Nullable Refused refused,
            long bodyLength) {
        ObjectNode json = KeptEnvelope.tree(record);
        ArrayNode list = json.putArray("files");
        files.forEach(file -> encode(file, list.addObject()));
        if (refused != null) {
            json.putObject("refused")
                    .put("code", refused.code().name())
                    .put("text", refused.text());
        }
        byte[] text = JSON.writeValueAsBytes(json);
        return ByteBuffer.allocate(LENGTHS + text.length)
                .putLong(record.id().sequence())
                .putInt(text.length)
                .putLong(bodyLength)
                .put(text)
                .array();
    }

    private static void encode(StagedFile file, ObjectNode json) {
        json.put("id", file.mediaId());
        switch (file) {
            case StagedFile.Kept(var _, int number, ContentDigest digest, long size) ->
                    json.put("object", number).put("digest", digest.sha256()).put("size", size);
            case StagedFile.Missing(var _, String reason) -> json.put("missing", reason);
            case StagedFile.Unreadable _ -> json.put("unreadable", true);
        }
    }

    /// Reads every capture of a page; of an object with one capture, everything but its body.
    ///
    /// @throws WharfException STORAGE_CORRUPT when it is none of ours
    static List<StagedCapture> read(InputStream in, boolean alone) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (!Arrays.equals(data.readNBytes(HEADER.length), HEADER)) {
            throw corrupt("it does not begin as version 1 does", null);
        }
        try {
            List<StagedCapture> captures = new ArrayList<>();
            for (int first = data.read(); first >= 0; first = data.read()) {
                captures.add(next(data, first, alone));
                if (alone) {
                    break;
                }
            }
            return captures;
        } catch (EOFException cut) {
            throw corrupt("it is cut short", cut);
        }
    }

    private static StagedCapture next(DataInputStream data, int first, boolean alone)
            throws IOException {
        byte[] rest = new byte[LENGTHS - 1];
        data.readFully(rest);
        ByteBuffer lengths = ByteBuffer.allocate(LENGTHS).put((byte) first).put(rest).flip();
        CaptureId id = new CaptureId(lengths.getLong());
        int jsonLength = lengths.getInt();
        long bodyLength = lengths.getLong();
        if (jsonLength < 0 || jsonLength > MOST_JSON || (!alone && bodyLength > MOST_IN_PAGE)) {
            throw corrupt("capture " + id + " has lengths that cannot be", null);
        }
        byte[] text = new byte[jsonLength];
        data.readFully(text);
        byte[] body = alone ? null : new byte[(int) bodyLength];
        if (body != null) {
            data.readFully(body);
        }
        long bodyAt = alone ? HEADER.length + LENGTHS + jsonLength : 0;
        return decode(id, JSON.readTree(text), body, bodyAt);
    }

    private static StagedCapture decode(
            CaptureId id, JsonNode json, byte @Nullable [] body, long bodyAt) {
        List<StagedFile> files = new ArrayList<>();
        json.required("files").forEach(file -> files.add(file(file)));
        JsonNode refused = json.get("refused");
        return new StagedCapture(
                KeptEnvelope.decode(id, json),
                files,
                refused == null
                        ? null
                        : new StagedCapture.Refused(
                                ErrorCode.valueOf(refused.required("code").stringValue()),
                                refused.required("text").stringValue()),
                body,
                bodyAt);
    }

    private static StagedFile file(JsonNode json) {
        String id = json.required("id").stringValue();
        if (json.has("missing")) {
            return new StagedFile.Missing(id, json.required("missing").stringValue());
        }
        if (json.has("unreadable")) {
            return new StagedFile.Unreadable(id);
        }
        return new StagedFile.Kept(
                id,
                json.required("object").intValue(),
                new ContentDigest(json.required("digest").stringValue()),
                json.required("size").longValue());
    }

    private static WharfException corrupt(String what, @Nullable Exception cause) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT, "a staged object cannot be read: " + what, cause);
    }
}
