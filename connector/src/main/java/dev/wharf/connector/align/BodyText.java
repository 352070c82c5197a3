package dev.wharf.connector.align;

import java.text.Normalizer;

/// Text as alignment compares it: no direction marks, one kind of space, NFC, and no names of
/// mentioned people, which every phone writes after its own address book (`@Name`, the name inside
/// U+2068 and U+2069).
///
/// For one thread.
final class BodyText {
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private final StringBuilder out = new StringBuilder(256);

    String plain(String text) {
        if (isPlain(text)) {
            return text;
        }
        out.setLength(0);
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == FIRST_STRONG_ISOLATE && i > 0 && text.charAt(i - 1) == '@') {
                int end = text.indexOf(POP_ISOLATE, i);
                i = end < 0 ? i : end;
            } else if (isSpace(c)) {
                space = !out.isEmpty();
            } else if (!isMark(c)) {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(c);
            }
        }
        return Normalizer.isNormalized(out, Normalizer.Form.NFC)
                ? out.toString()
                : Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    /// Ordinary characters with single inner spaces are their own plain form.
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' ? before == ' ' : !isOrdinary(c)) {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    /// No space, no mark, and the same in NFC whatever ordinary stands beside it: Latin letters,
    /// dashes and quotes, symbols, Han, and emoji with what joins them. Others only take longer.
    static boolean isOrdinary(char c) {
        return (c > ' ' && c <= '~')
                || (c > '\u00A0' && c < '\u0300')
                || c == '\u200D'
                || (c >= '\u2010' && c <= '\u2027')
                || (c >= '\u2600' && c <= '\u27BF')
                || (c >= '\u4E00' && c <= '\u9FFF')
                || (c >= '\uD83C' && c <= '\uD83E')
                || Character.isLowSurrogate(c)
                || c == '\uFE0F';
    }

    private static boolean isSpace(char c) {
        boolean ascii = c > ' ' && c < 0x80;
        return !ascii && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    private static boolean isMark(char c) {
        return c == '\u200E'
                || c == '\u200F'
                || c == '\u061C'
                || c == '\uFEFF'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
