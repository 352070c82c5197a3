package dev.wharf.mail;

/// UTF-16 that is none: one half of a surrogate pair, as broken clients and cut texts have it.
/// UTF-8 cannot hold it; the stored event does.
final class HalfSurrogates {
    private HalfSurrogates() {}

    /// The same text with U+FFFD in place of each.
    static String replaced(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (isHalf(text, i)) {
                    return replacedFrom(text, i);
                }
                i++;
            }
        }
        return text;
    }

    private static boolean isHalf(String text, int i) {
        return text.codePointAt(i) == text.charAt(i);
    }

    private static String replacedFrom(String text, int from) {
        StringBuilder whole = new StringBuilder(text);
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isHalf(text, i)) {
                    whole.setCharAt(i, '\ufffd');
                } else {
                    i++;
                }
            }
        }
        return whole.toString();
    }
}
