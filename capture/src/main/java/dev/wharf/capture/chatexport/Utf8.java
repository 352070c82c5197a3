package dev.wharf.capture.chatexport;

/// UTF-8 to characters without an object per line. Malformed bytes become one U+FFFD each, as long
/// as they do not begin a well-formed sequence.
final class Utf8 {
    private Utf8() {}

    static long decode(byte[] bytes, int from, int to, char[] out) {
        int at = from;
        int length = 0;
        long malformed = 0;
        while (at < to) {
            byte first = bytes[at];
            if (first >= 0) {
                out[length++] = (char) first;
                at++;
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
