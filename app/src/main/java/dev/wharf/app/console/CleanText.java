package dev.wharf.app.console;

/// Text from chats, made safe to show on a terminal: nothing in it can move the cursor, set colours
/// or titles, answer for the keyboard, or turn the reading direction of what stands around it.
///
/// Letters, marks and joiners of every script stay; the archive itself is never changed.
public final class CleanText {

    private CleanText() {}

    /// For a cell or a heading: line breaks become spaces.
    public static String line(String text) {
        return clean(text, false).strip();
    }

    /// For a body: line breaks stay, as `\n`.
    public static String body(String text) {
        return clean(text, true);
    }

    private static String clean(String text, boolean keepBreaks) {
        StringBuilder clean = new StringBuilder(text.length());
        int previous = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isBreak(point)) {
                if (previous != '\r' || point != '\n') {
                    clean.append(keepBreaks ? '\n' : ' ');
                }
            } else if (point == '\t') {
                clean.append(' ');
            } else if (Character.isISOControl(point) || isLoneSurrogate(point)) {
                clean.append('\uFFFD');
            } else if (!isInvisibleControl(point)) {
                clean.appendCodePoint(point);
            }
            previous = point;
        }
        return clean.toString();
    }

    private static boolean isBreak(int point) {
        return switch (point) {
            case '\n', '\r', 0x0B, 0x0C, 0x85, 0x2028, 0x2029 -> true;
            default -> false;
        };
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /// Direction marks, embeddings, overrides and isolates, and characters that only hide things.
    private static boolean isInvisibleControl(int point) {
        return point == 0x061C
                || point == 0x180E
                || point == 0x200B
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2060 && point <= 0x206F)
                || point == 0xFEFF
                || (point >= 0xFFF9 && point <= 0xFFFB)
                || (point >= 0xE0000 && point <= 0xE007F);
    }
}
