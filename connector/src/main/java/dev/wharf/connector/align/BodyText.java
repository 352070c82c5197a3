package dev.wharf.connector.align;

import static java.lang.Character.isLowSurrogate;

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

    /// Whether it is its own plain form: plain characters with single spaces between them.
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEmoji(c) && i + 1 < text.length() && isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == ' ' ? before == ' ' : !PlainCharacters.contain(c)) {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    /// Of the characters from U+1F000 to U+1FBFF, which never combine, the first half.
    private static boolean isEmoji(char c) {
        return c >= '\uD83C' && c <= '\uD83E';
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
