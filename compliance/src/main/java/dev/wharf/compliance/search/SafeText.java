package dev.wharf.compliance.search;

/// Makes text that strangers wrote safe to show: no control characters that move a terminal's
/// cursor, no direction marks that reorder what stands beside it, no line breaks.
final class SafeText {
    private SafeText() {}

    /// Same length as the input, so that positions in one are positions in the other.
    static String of(String text) {
        char[] safe = text.toCharArray();
        for (int i = 0; i < safe.length; i++) {
            char c = safe[i];
            if (Character.isHighSurrogate(c)
                    && i + 1 < safe.length
                    && Character.isLowSurrogate(safe[i + 1])) {
                i++;
            } else if (Character.isSurrogate(c)) {
                safe[i] = '\uFFFD';
            } else if (isUnsafe(c)) {
                safe[i] = ' ';
            }
        }
        return new String(safe);
    }

    /// Joiners stay: Persian, Indic scripts and emoji need them.
    private static boolean isUnsafe(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> c != '\u200C' && c != '\u200D';
            default -> false;
        };
    }
}
