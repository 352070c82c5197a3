package dev.wharf.capture.chatexport;

import java.util.BitSet;
import java.util.List;

/// A quick look at a body: most are plain words and need no closer one.
final class Special {
    /// One bit for each length, first and last letter that any wording has.
    private static final BitSet OUTLINES = outlines();

    private Special() {}

    /// Whether the body may hold something of WhatsApp's own. False only when it certainly does
    /// not.
    static boolean mayBe(String body) {
        int length = body.length();
        int lineEnd = -1;
        for (int i = 0; i < length; i++) {
            char c = body.charAt(i);
            if (c > '\u200A' ? Marks.isMark(c) : c == '<' || c == '\u00A0') {
                return true;
            }
            if (c == '.' && i + 1 < length && isLetter(body.charAt(i + 1))) {
                return true;
            }
            if (c == ':' && body.startsWith("//", i + 1)) {
                return true;
            }
            if (c == '\n' && lineEnd < 0) {
                lineEnd = i;
            }
        }
        int first = lineEnd < 0 ? length : lineEnd;
        return first <= Wording.LONGEST && OUTLINES.get(outline(body, 0, first));
    }

    /// Whether all of it may be one of the wordings.
    static boolean mayBeWording(char[] text, int from, int to) {
        return to - from <= Wording.LONGEST && OUTLINES.get(outline(text, from, to));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int outline(String text, int from, int to) {
        int end = to;
        while (end > from && Wording.isStop(text.charAt(end - 1))) {
            end--;
        }
        int start = from;
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        return start >= end ? 0 : outline(end - start, text.charAt(start), text.charAt(end - 1));
    }

    private static int outline(char[] text, int from, int to) {
        int end = to;
        while (end > from && Wording.isStop(text[end - 1])) {
            end--;
        }
        int start = from;
        while (start < end && text[start] == ' ') {
            start++;
        }
        return start >= end ? 0 : outline(end - start, text[start], text[end - 1]);
    }

    private static int outline(int length, char first, char last) {
        int hash = (length * 31 + Character.toLowerCase(first)) * 31 + Character.toLowerCase(last);
        return (hash ^ (hash >>> 13)) & 0xFFFF;
    }

    private static BitSet outlines() {
        BitSet bits = new BitSet(0x10000);
        Wording.keys().forEach(key -> bits.set(outline(key, 0, key.length())));
        List.of("null", "").forEach(key -> bits.set(outline(key, 0, key.length())));
        return bits;
    }
}
