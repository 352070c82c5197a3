package dev.wharf.core.item;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.MailImage.Segment;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A [MailImage] as it is stored.
///
/// ```
/// image   = version(1 byte: 1) renderer(varint) segments(varint) segment*
/// segment = 0 length(varint) bytes          literal
///         | 1 length(varint) bytes          encoded
///         | 2 SHA-256(32 bytes) size(varint) content
/// ```
///
/// A varint is unsigned LEB128. Stateless; equal images give equal bytes.
public final class MailImageCodec {
    private static final byte VERSION = 1;
    private static final byte LITERAL = 0;
    private static final byte ENCODED = 1;
    private static final byte CONTENT = 2;
    private static final int DIGEST = 32;

    private MailImageCodec() {}

    public static byte[] encode(MailImage image) {
        byte[] bytes = new byte[length(image)];
        encode(image, bytes, 0);
        return bytes;
    }

    /// Writes an image of [#length] bytes into `out` from `at`.
    public static void encode(MailImage image, byte[] out, int at) {
        out[at] = VERSION;
        int end = varint(out, at + 1, image.rendererVersion());
        end = varint(out, end, image.segments().size());
        for (Segment segment : image.segments()) {
            end =
                    switch (segment) {
                        case Segment.Literal(byte[] bytes) -> bytes(out, end, LITERAL, bytes);
                        case Segment.Encoded(byte[] bytes) -> bytes(out, end, ENCODED, bytes);
                        case Segment.Content(ContentDigest digest, long size) -> {
                            out[end] = CONTENT;
                            byte[] sha256 = HexFormat.of().parseHex(digest.sha256());
                            System.arraycopy(sha256, 0, out, end + 1, DIGEST);
                            yield varint(out, end + 1 + DIGEST, size);
                        }
                    };
        }
    }

    /// Writes the image of a filled form as [#encode] does, piece by piece.
    public static void encode(FilledMail mail, FormSink out) {
        MailForm form = mail.form();
        out.length(length(mail));
        byte[] head = new byte[1 + 10 + 10];
        head[0] = VERSION;
        int end = varint(head, 1, form.rendererVersion());
        end = varint(head, end, form.stretches().size());
        out.fixed(Arrays.copyOf(head, end));
        for (MailForm.Stretch stretch : form.stretches()) {
            out.fixed(new byte[] {stretch.encoded() ? ENCODED : LITERAL});
            out.length(MailForm.length(stretch, mail));
            for (int i = 0; i < stretch.fixed().length; i++) {
                out.fixed(stretch.fixed()[i]);
                if (i < stretch.values().length) {
                    int value = stretch.values()[i];
                    int start = mail.start(value);
                    out.value(value, mail.bytes(), start, mail.end(value) - start);
                }
            }
        }
    }

    private static int length(FilledMail mail) {
        MailForm form = mail.form();
        int length = 1 + width(form.rendererVersion()) + width(form.stretches().size());
        for (MailForm.Stretch stretch : form.stretches()) {
            int bytes = MailForm.length(stretch, mail);
            length += 1 + width(bytes) + bytes;
        }
        return length;
    }

    /// How many bytes an image takes.
    public static int length(MailImage image) {
        int length = 1 + width(image.rendererVersion()) + width(image.segments().size());
        for (Segment segment : image.segments()) {
            length +=
                    switch (segment) {
                        case Segment.Literal(byte[] bytes) ->
                                1 + width(bytes.length) + bytes.length;
                        case Segment.Encoded(byte[] bytes) ->
                                1 + width(bytes.length) + bytes.length;
                        case Segment.Content(var _, long size) -> 1 + DIGEST + width(size);
                    };
        }
        return length;
    }

    /// @throws WharfException STORAGE_CORRUPT when the bytes are no image, or one of a later
    ///   version
    public static MailImage decode(byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        try {
            if (in.get() != VERSION) {
                throw corrupt("its format is of a later Wharf");
            }
            int renderer = Math.toIntExact(varint(in));
            int count = length(in);
            List<Segment> segments = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                segments.add(segment(in));
            }
            if (in.hasRemaining()) {
                throw corrupt("bytes follow its end");
            }
            return new MailImage(renderer, segments);
        } catch (BufferUnderflowException | ArithmeticException _) {
            throw corrupt("it is cut short");
        }
    }

    private static Segment segment(ByteBuffer in) {
        byte tag = in.get();
        return switch (tag) {
            case LITERAL -> new Segment.Literal(take(in, length(in)));
            case ENCODED -> new Segment.Encoded(take(in, length(in)));
            case CONTENT ->
                    new Segment.Content(
                            new ContentDigest(HexFormat.of().formatHex(take(in, DIGEST))),
                            varint(in));
            default -> throw corrupt("segment tag " + tag + " is unknown");
        };
    }

    private static int bytes(byte[] out, int at, byte tag, byte[] bytes) {
        out[at] = tag;
        int start = varint(out, at + 1, bytes.length);
        System.arraycopy(bytes, 0, out, start, bytes.length);
        return start + bytes.length;
    }

    private static int varint(byte[] out, int at, long value) {
        int end = at;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[end++] = (byte) rest;
        return end;
    }

    /// Of a varint, in bytes.
    private static int width(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("a length is out of range");
    }

    /// A length can never exceed what is left, so a corrupt one allocates nothing.
    private static int length(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw corrupt("a length is out of range");
        }
        return (int) length;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static WharfException corrupt(String what) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "reading a stored mail image: " + what + "; run `wharf verify`");
    }
}
