package dev.wharf.capture.chatexport;

/// The invisible characters and the many spaces that WhatsApp writes between what people wrote.
final class Marks {
    static final char LRM = '\u200E';
    static final char RLM = '\u200F';

    private Marks() {}

    /// Direction marks, embeddings and isolates, and a byte order mark wherever it stands.
    static boolean isMark(char c) {
        return c >= '\u061C'
                && (c == LRM
                        || c == RLM
                        || (c >= '\u202A' && c <= '\u202E')
                        || (c >= '\u2066' && c <= '\u2069')
                        || c == '\uFEFF'
                        || c == '\u061C'
                        || c == '\u200B');
    }

    /// LRM or RLM, with which WhatsApp begins every text of its own on iOS.
    static boolean isDirectionMark(char c) {
        return c == LRM || c == RLM;
    }

    static boolean isSpace(char c) {
        return c == ' '
                || c == '\t'
                || c == '\u00A0'
                || c == '\u202F'
                || (c >= '\u2000' && c <= '\u200A')
                || c == '\u205F'
                || c == '\u3000';
    }

    static int skipMarks(char[] text, int from, int to) {
        int at = from;
        while (at < to && isMark(text[at])) {
            at++;
        }
        return at;
    }

    static int skipMarksAndSpaces(char[] text, int from, int to) {
        int at = from;
        while (at < to && (isMark(text[at]) || isSpace(text[at]))) {
            at++;
        }
        return at;
    }

    static int trimEnd(char[] text, int from, int to) {
        int end = to;
        while (end > from && (isMark(text[end - 1]) || isSpace(text[end - 1]))) {
            end--;
        }
        return end;
    }

    /// The text without marks, every kind of space a plain one, no space at its ends.
    static String plain(CharSequence text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isMark(c)) {
                continue;
            }
            plain.append(isSpace(c) ? ' ' : c);
        }
        return plain.toString().strip();
    }
}
