package dev.wharf.core.item;

import dev.wharf.core.capture.ContentDigest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// An RFC 5322 mail as it is stored: literal bytes, text that the mail carries in base64, and
/// attachments by reference. Writing it out is deterministic: same image, same bytes.
///
/// Text is kept unencoded because base64 neither compresses nor deduplicates.
///
/// @param rendererVersion of the renderer that made it, from 1
public record MailImage(int rendererVersion, List<Segment> segments) implements ItemMail {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int LINE = 76;

    public sealed interface Segment {
        /// Bytes exactly as they stand in the mail. Not copied; nobody changes them.
        @SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
        record Literal(byte[] bytes) implements Segment {}

        /// Bytes that stand in the mail as base64, 76 characters a line, CRLF after each line.
        @SuppressWarnings("ArrayRecordComponent")
        record Encoded(byte[] bytes) implements Segment {}

        /// Stored content that stands in the mail as base64, 76 characters a line, CRLF after each
        /// line.
        ///
        /// @param size of the plain content in bytes
        record Content(ContentDigest digest, long size) implements Segment {}
    }

    public MailImage {
        segments = List.copyOf(segments);
    }

    @Override
    public MailImage image() {
        return this;
    }

    /// Bytes of the mail as [#writeTo] writes it.
    public long size() {
        long size = 0;
        for (Segment segment : segments) {
            size +=
                    switch (segment) {
                        case Segment.Literal(byte[] bytes) -> bytes.length;
                        case Segment.Encoded(byte[] bytes) -> encodedSize(bytes.length);
                        case Segment.Content(ContentDigest _, long plain) -> encodedSize(plain);
                    };
        }
        return size;
    }

    /// Four characters for three bytes, and CRLF after every 76 and at the end.
    private static long encodedSize(long plain) {
        long characters = (plain + 2) / 3 * 4;
        return characters + (characters + LINE - 1) / LINE * CRLF.length;
    }

    /// Writes the whole mail, streaming.
    public void writeTo(OutputStream out, ContentSource contents) throws IOException {
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Literal(byte[] bytes) -> out.write(bytes);
                case Segment.Encoded(byte[] bytes) -> writeEncoded(bytes, out);
                case Segment.Content(ContentDigest digest, long _) ->
                        writeContent(digest, out, contents);
            }
        }
    }

    private static void writeEncoded(byte[] bytes, OutputStream out) throws IOException {
        if (bytes.length > 0) {
            out.write(Base64.getMimeEncoder(LINE, CRLF).encode(bytes));
            out.write(CRLF);
        }
    }

    private static void writeContent(ContentDigest digest, OutputStream out, ContentSource contents)
            throws IOException {
        byte[] block = new byte[57 * 1024];
        try (InputStream in = contents.open(digest)) {
            for (int n = in.readNBytes(block, 0, block.length);
                    n > 0;
                    n = in.readNBytes(block, 0, block.length)) {
                writeEncoded(n == block.length ? block : Arrays.copyOf(block, n), out);
            }
        }
    }
}
