package dev.wharf.capture.chatexport;

/// How the bytes of a chat text stand for characters; told by its first bytes.
enum TextEncoding {
    UTF_8,
    UTF_16LE,
    UTF_16BE;

    /// Without a byte order mark, UTF-16 shows itself by the zero bytes of its ASCII characters.
    static TextEncoding detect(byte[] head, int length) {
        if (length >= 2) {
            int mark = (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
            if (mark == 0xFFFE) {
                return UTF_16LE;
            }
            if (mark == 0xFEFF) {
                return UTF_16BE;
            }
        }
        return withoutMark(head, Math.min(length, 512));
    }

    private static TextEncoding withoutMark(byte[] head, int length) {
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            evenZeros += head[i] == 0 ? 1 : 0;
            oddZeros += head[i + 1] == 0 ? 1 : 0;
        }
        int pairs = length / 2;
        if (pairs >= 8 && oddZeros > pairs / 3 && evenZeros < pairs / 10) {
            return UTF_16LE;
        }
        if (pairs >= 8 && evenZeros > pairs / 3 && oddZeros < pairs / 10) {
            return UTF_16BE;
        }
        return UTF_8;
    }

    int unit() {
        return this == UTF_8 ? 1 : 2;
    }

    /// Decodes `bytes[from, to)` into `out`, which must hold `to - from` characters.
    ///
    /// Bytes that stand for nothing become U+FFFD.
    ///
    /// @return the number of characters in the low 32 bits, of malformed places in the high ones
    long decode(byte[] bytes, int from, int to, char[] out) {
        return switch (this) {
            case UTF_8 -> Utf8.decode(bytes, from, to, out);
            case UTF_16LE -> utf16(bytes, from, to, out, 0);
            case UTF_16BE -> utf16(bytes, from, to, out, 1);
        };
    }

    private static long utf16(byte[] bytes, int from, int to, char[] out, int low) {
        int length = 0;
        long malformed = 0;
        int i = from;
        for (; i + 1 < to; i += 2) {
            out[length++] = (char) ((bytes[i + 1 - low] & 0xFF) << 8 | (bytes[i + low] & 0xFF));
        }
        if (i < to) {
            out[length++] = '\uFFFD';
            malformed++;
        }
        for (int c = 0; c < length; c++) {
            if (Character.isHighSurrogate(out[c])
                    && c + 1 < length
                    && Character.isLowSurrogate(out[c + 1])) {
                c++;
            } else if (Character.isSurrogate(out[c])) {
                out[c] = '\uFFFD';
                malformed++;
            }
        }
        return malformed << 32 | length;
    }
}
