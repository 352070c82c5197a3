package dev.wharf.site.alert;

/// Text of somebody else's as it may stand in a mail or on a terminal. Pure.
final class Line {
    private Line() {}

    /// One line, without what controls a terminal or the direction of writing, and cut where it is
    /// longer.
    ///
    /// @param most code points
    static String of(String text, int most) {
        StringBuilder line = new StringBuilder();
        text.codePoints().map(Line::visible).forEach(line::appendCodePoint);
        String words = line.toString().strip().replaceAll(" {2,}", " ");
        if (words.codePointCount(0, words.length()) <= most) {
            return words;
        }
        return words.substring(0, words.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static int visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    ' ';
            default -> codePoint;
        };
    }
}
