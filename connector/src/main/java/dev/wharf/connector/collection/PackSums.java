package dev.wharf.connector.collection;

import dev.wharf.connector.people.Sha256;
import dev.wharf.core.capture.CaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The digests of the files that one capture was packed of: the first entry of the zip, as
/// `capture` packs folders, which stands there as it is. A zip that somebody else made has none.
///
/// @param lines as `sha256sum` writes them; empty for a capture that is one file
/// @param sha256 of all lines; null when there are none
record PackSums(List<String> lines, @Nullable String sha256) {
    private static final PackSums NONE = new PackSums(List.of(), null);
    private static final String NAME = "wharf/SHA256SUMS";

    /// Of the zip format (APPNOTE 4.3.7).
    private static final int LOCAL_HEADER = 0x04034b50;

    private static final int HEADER_BYTES = 30;

    /// Far above what a phone's media need; a zip that says more is none of ours.
    private static final int MOST_BYTES = 64 << 20;

    PackSums {
        lines = List.copyOf(lines);
    }

    static PackSums of(CaptureBody body) throws IOException {
        if (body.size() < HEADER_BYTES + NAME.length()) {
            return NONE;
        }
        try (DataInputStream in = new DataInputStream(body.stream())) {
            byte[] start = new byte[HEADER_BYTES];
            in.readFully(start);
            ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
            boolean stored = header.getShort(8) == 0;
            int size = header.getInt(18);
            boolean ours =
                    header.getInt(0) == LOCAL_HEADER
                            && stored
                            && size >= 0
                            && size <= MOST_BYTES
                            && header.getShort(26) == NAME.length();
            if (!ours
                    || !new String(in.readNBytes(NAME.length()), StandardCharsets.US_ASCII)
                            .equals(NAME)) {
                return NONE;
            }
            in.skipNBytes(Short.toUnsignedInt(header.getShort(28)));
            byte[] sums = in.readNBytes(size);
            String text = new String(sums, StandardCharsets.UTF_8);
            return sums.length < size
                    ? NONE
                    : new PackSums(text.lines().toList(), Sha256.hex(text));
        } catch (EOFException _) {
            return NONE;
        }
    }
}
