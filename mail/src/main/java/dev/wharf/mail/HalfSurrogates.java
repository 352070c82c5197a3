package dev.wharf.mail;

import java.nio.charset.StandardCharsets;

/// UTF-16 that is none: one half of a surrogate pair, as broken clients and cut texts have it.
/// UTF-8 cannot hold it; the stored event does.
final class HalfSurrogates {
    private HalfSurrogates() {}

    /// UTF-8 with U+FFFD in place of each.
    static byte[] utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // Java writes a question mark for each half; where there is none, there was no half.
        for (byte b : utf8) {
            if (b == '?') {
                String whole = replaced(text);
                return whole.equals(text) ? utf8 : whole.getBytes(StandardCharsets.UTF_8);
            }
        }
        return utf8;
    }

    private static String replaced(String text) {
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
