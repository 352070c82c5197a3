package dev.wharf.connector.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The original that is kept of a page of live captures: each one's envelope and exact bytes, one
/// behind the other, so that it can be written and read as a stream.
///
/// ```
/// page    = "WHARFPAG" version(1: 1) zero(7) capture*
/// capture = sequence(8) JSON length(4) body length(8, -1: left out) JSON body
/// ```
///
/// Nothing in it may be larger than [#MOST_BODY]: what is larger is kept alone. For one thread.
final class KeptPage {
    static final int MOST_BODY = 2 << 20;

    private static final byte[] HEADER = Arrays.copyOf("WHARFPAG\u0001".getBytes(US_ASCII), 16);
    private static final int LENGTHS = 8 + 4 + 8;
    private static final int MOST_JSON = 1 << 20;

    private final List<byte[]> parts = new ArrayList<>(List.of(HEADER));

    /// @param body its exact bytes; null leaves them out, because an item in it was destroyed: the
    ///   envelope and the digest stay
    void add(CaptureRecord record, byte @Nullable [] body) {
        byte[] json = KeptEnvelope.encode(record);
        parts.add(
                ByteBuffer.allocate(LENGTHS + json.length)
                        .putLong(record.id().sequence())
                        .putInt(json.length)
                        .putLong(body == null ? -1 : body.length)
                        .put(json)
                        .array());
        if (body != null) {
            parts.add(body);
        }
    }

    InputStream stream() {
        return new SequenceInputStream(
                Collections.enumeration(parts.stream().map(ByteArrayInputStream::new).toList()));
    }

    /// One capture of a page.
    ///
    /// @param body its exact bytes; null when they were left out
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Kept(CaptureRecord record, byte @Nullable [] body) {}

    @FunctionalInterface
    interface Reader {
        void read(Kept kept) throws IOException;
    }

    /// Whether it begins as a page does. Reads 16 bytes at most.
    static boolean begins(InputStream in) throws IOException {
        return Arrays.equals(in.readNBytes(HEADER.length), HEADER);
    }

    /// Reads every capture of a page, in order.
    ///
    /// @throws WharfException STORAGE_CORRUPT when it is none of ours
    static void read(InputStream in, Reader reader) throws IOException {
        if (!begins(in)) {
            throw corrupt("it does not begin as a page of version 1");
        }
        DataInputStream data = new DataInputStream(in);
        for (int first = data.read(); first >= 0; first = data.read()) {
            reader.read(next(data, first));
        }
    }

    private static Kept next(DataInputStream data, int first) throws IOException {
        try {
            byte[] rest = data.readNBytes(LENGTHS - 1);
            ByteBuffer head = ByteBuffer.allocate(LENGTHS).put((byte) first).put(rest).flip();
            if (head.remaining() < LENGTHS) {
                throw new EOFException();
            }
            CaptureId id = new CaptureId(head.getLong());
            int jsonLength = head.getInt();
            long bodyLength = head.getLong();
            if (jsonLength < 0 || jsonLength > MOST_JSON || bodyLength > MOST_BODY) {
                throw corrupt("capture " + id + " has lengths that cannot be");
            }
            byte[] json = new byte[jsonLength];
            data.readFully(json);
            byte[] body = bodyLength < 0 ? null : new byte[(int) bodyLength];
            if (body != null) {
                data.readFully(body);
            }
            return new Kept(KeptEnvelope.decode(id, json), body);
        } catch (EOFException cut) {
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT, "a kept page of captures is cut short", cut);
        }
    }

    private static WharfException corrupt(String what) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT, "a kept page of captures cannot be read: " + what);
    }
}
