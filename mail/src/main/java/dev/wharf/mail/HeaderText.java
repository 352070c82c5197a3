package dev.wharf.mail;

/// Makes untrusted text fit for one line of a header, list or caption.
///
/// Controls, line ends and tabs become spaces; direction marks, overrides and isolates go, because
/// they turn what stands around them; half surrogates and noncharacters become U+FFFD; white space
/// is stripped and runs of it become one space. Joiners stay: emoji and several scripts need them.
final class HeaderText {
    private static final char REPLACEMENT = '\ufffd';

    private HeaderText() {}

    static String clean(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' ? before == ' ' : !plain(c)) {
                return cleaned(text);
            }
            before = c;
        }
        return before == ' ' && !text.isEmpty() ? cleaned(text) : text;
    }

    /// Clean and at most `limit` UTF-16 units, cut between code points, the cut shown as `…`.
    static String clean(String text, int limit) {
        return clip(clean(text), limit);
    }

    /// A clean name to stand in the text of a body: one that is written from right to left is put
    /// between U+2068 and U+2069, so that brackets and numbers beside it stay in their place.
    static String isolated(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isRightToLeft(name.charAt(i))) {
                return '\u2068' + name + '\u2069';
            }
        }
        return name;
    }

    /// Hebrew to Arabic Extended-A, and their presentation forms. Spelled out, like the spaces
    /// below, since a later Java knows more characters and would render old events anew.
    private static boolean isRightToLeft(char c) {
        return (c >= 0x590 && c < 0x900)
                || (c >= 0xfb1d && c < 0xfe00)
                || (c >= 0xfe70 && c < 0xff00);
    }

    static String clip(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        if (Character.isLowSurrogate(text.charAt(end))
                && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + '…';
    }

    private static boolean plain(char c) {
        return (c > ' ' && c < 0x7f)
                || (c > 0xa0 && c < 0x2000 && c != 0x61c && c != 0x1680)
                || (c > 0x206f && c < Character.MIN_SURROGATE && c != 0x3000)
                || (c > Character.MAX_SURROGATE && c < 0xfdd0);
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(clean, point));
        int length = clean.length();
        if (length > 0 && clean.charAt(length - 1) == ' ') {
            clean.setLength(length - 1);
        }
        return clean.toString();
    }

    private static void append(StringBuilder clean, int point) {
        if (isBlank(point)) {
            if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                clean.append(' ');
            }
        } else if (isHalfOrNone(point)) {
            clean.append(REPLACEMENT);
        } else if (!turnsText(point)) {
            clean.appendCodePoint(point);
        }
    }

    private static boolean isBlank(int point) {
        return point <= ' '
                || (point >= 0x7f && point <= 0xa0)
                || point == 0x1680
                || (point >= 0x2000 && point <= 0x200a)
                || point == 0x2028
                || point == 0x2029
                || point == 0x202f
                || point == 0x205f
                || point == 0x3000;
    }

    /// Direction marks, embeddings, overrides, isolates and the byte order mark.
    private static boolean turnsText(int point) {
        return point == 0x200e
                || point == 0x200f
                || point == 0x061c
                || (point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x206f)
                || point == 0xfeff;
    }

    private static boolean isHalfOrNone(int point) {
        return (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                || (point >= 0xfdd0 && point <= 0xfdef)
                || (point & 0xfffe) == 0xfffe;
    }
}
