package dev.wharf.capture.chatexport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// UTF-8 to characters without an object per line. Malformed bytes become one U+FFFD each, as long
/// as they do not begin a well-formed sequence.
final class Utf8 {
    /// Eight bytes at once, the first of them lowest.
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;
    private static final long NEWLINES = ONES * '\n';

    private Utf8() {}

    /// Where the first line that ends in `bytes[from, to)` ends, behind its newline; -1 when none
    /// does.
    static int behindNewline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            // Zero bytes are newlines; the lowest bit that is left is the first one's.
            long eight = (long) EIGHT.get(bytes, at) ^ NEWLINES;
            long found = (eight - ONES) & ~eight & HIGHEST_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE + 1;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    static long decode(byte[] bytes, int from, int to, char[] out) {
        int at = from;
        int length = 0;
        long malformed = 0;
        while (at < to) {
            byte first = bytes[at];
            if (first >= 0) {
                int ascii = ascii(bytes, at, to, out, length);
                length += ascii - at;
                at = ascii;
                continue;
            }
            int size = sequence(bytes, at, to);
            if (size == 0) {
                out[length++] = '\uFFFD';
                malformed++;
                at++;
                continue;
            }
            length = append(bytes, at, size, out, length);
            at += size;
        }
        return malformed << 32 | length;
    }

    /// Copies ASCII from `at`, where one stands, as far as it reaches.
    ///
    /// @return where it ends
    private static int ascii(byte[] bytes, int from, int to, char[] out, int length) {
        int at = from;
        int filled = length;
        while (at + Long.BYTES <= to) {
            long eight = (long) EIGHT.get(bytes, at);
            if ((eight & HIGHEST_BITS) != 0) {
                break;
            }
            out[filled] = (char) (eight & 0xff);
            out[filled + 1] = (char) (eight >>> 8 & 0xff);
            out[filled + 2] = (char) (eight >>> 16 & 0xff);
            out[filled + 3] = (char) (eight >>> 24 & 0xff);
            out[filled + 4] = (char) (eight >>> 32 & 0xff);
            out[filled + 5] = (char) (eight >>> 40 & 0xff);
            out[filled + 6] = (char) (eight >>> 48 & 0xff);
            out[filled + 7] = (char) (eight >>> 56);
            filled += Long.BYTES;
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            out[filled++] = (char) bytes[at++];
        }
        return at;
    }

    private static int append(byte[] bytes, int at, int size, char[] out, int length) {
        int first = bytes[at];
        int second = bytes[at + 1] & 0x3F;
        switch (size) {
            case 2 -> out[length] = (char) ((first & 0x1F) << 6 | second);
            case 3 ->
                    out[length] =
                            (char) ((first & 0x0F) << 12 | second << 6 | (bytes[at + 2] & 0x3F));
            default -> {
                int point =
                        (first & 0x07) << 18
                                | second << 12
                                | (bytes[at + 2] & 0x3F) << 6
                                | (bytes[at + 3] & 0x3F);
                out[length] = Character.highSurrogate(point);
                out[length + 1] = Character.lowSurrogate(point);
                return length + 2;
            }
        }
        return length + 1;
    }

    /// The size of the well-formed sequence of several bytes at `at`, 0 when there is none.
    static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + size > to) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
        boolean beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
        return overlong || beyond ? 0 : size;
    }
}
