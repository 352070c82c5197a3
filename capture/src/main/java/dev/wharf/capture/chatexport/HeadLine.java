package dev.wharf.capture.chatexport;

/// Parts what follows the time into a name and a body. For one thread.
final class HeadLine {
    /// Names of contacts and groups are shorter; what is longer is a sentence with a colon.
    private static final int LONGEST_NAME = 150;

    /// The name: `text[nameStart, nameEnd)`; empty when there is none.
    int nameStart;

    int nameEnd;

    /// Where the body begins when there is a name.
    int bodyStart;

    /// @return whether a colon parts a name from a body
    boolean split(char[] text, int from, int to) {
        nameStart = Marks.skipMarksAndSpaces(text, from, to);
        return upTo(text, nameStart, to);
    }

    /// Looks for a name that goes on until the colon after the one found last.
    boolean further(char[] text, int to) {
        return upTo(text, bodyStart, to);
    }

    private boolean upTo(char[] text, int from, int to) {
        int limit = Math.min(to, nameStart + LONGEST_NAME);
        for (int at = from; at < limit; at++) {
            if (text[at] == ':' && (at + 1 == to || text[at + 1] == ' ')) {
                nameEnd = Marks.trimEnd(text, nameStart, at);
                bodyStart = Math.min(to, at + 2);
                return nameEnd > nameStart;
            }
        }
        return false;
    }

    /// Looks for a colon without a space behind it, as edited exports have it.
    boolean splitLoosely(char[] text, int from, int to) {
        nameStart = Marks.skipMarksAndSpaces(text, from, to);
        int limit = Math.min(to, nameStart + LONGEST_NAME);
        for (int at = nameStart; at < limit; at++) {
            if (text[at] == ':') {
                nameEnd = Marks.trimEnd(text, nameStart, at);
                bodyStart = at + 1;
                return nameEnd > nameStart;
            }
        }
        return false;
    }
}
