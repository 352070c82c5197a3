package dev.wharf.connector.align;

/// Characters that stay as they are in [BodyText], whatever stands beside them: no spaces, no
/// marks, none that NFC changes, and none that combines with what is before it. Not all of them,
/// but most of what people write.
final class PlainCharacters {
    /// First and last of each range.
    private static final String RANGES =
            "!~"
                    + "\u00A1\u02FF" // Latin
                    + "\u0391\u03CE" // Greek
                    + "\u0400\u0482" // Cyrillic
                    + "\u048A\u052F"
                    + "\u05D0\u05EA" // Hebrew
                    + "\u0620\u064A" // Arabic
                    + "\u0660\u066F"
                    + "\u0671\u06D3"
                    + "\u0904\u093B" // Devanagari
                    + "\u093D\u094C"
                    + "\u0E01\u0E37" // Thai
                    + "\u0E40\u0E47"
                    + "\u1E00\u1EFF" // Latin, as for Vietnamese
                    + "\u200D\u200D" // what joins emoji
                    + "\u2010\u2027" // punctuation
                    + "\u2030\u205E"
                    + "\u20A0\u20BF" // currencies
                    + "\u2190\u21FF" // arrows and symbols
                    + "\u2600\u27BF"
                    + "\u3001\u3003" // Japanese
                    + "\u3041\u3096"
                    + "\u30A1\u30FF"
                    + "\u4E00\u9FFF" // Chinese
                    + "\uAC00\uD7A3" // Korean
                    + "\uFE0F\uFE0F" // how an emoji is shown
                    + "\uFF01\uFFEE"; // of full and half width

    private static final long[] BITS = bits();

    private PlainCharacters() {}

    static boolean contain(char c) {
        return (BITS[c >> 6] & 1L << c) != 0;
    }

    private static long[] bits() {
        long[] bits = new long[0x10000 >> 6];
        for (int i = 0; i < RANGES.length(); i += 2) {
            for (int c = RANGES.charAt(i); c <= RANGES.charAt(i + 1); c++) {
                bits[c >> 6] |= 1L << c;
            }
        }
        return bits;
    }
}
