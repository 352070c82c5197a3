package dev.wharf.capture.chatexport;

import java.util.Locale;
import java.util.Map;

/// The words for the halves of the day, in the languages of the phones.
final class DayPeriods {
    private static final Map<String, Integer> WORDS =
            WordLists.read(
                    "day-periods.txt",
                    Map.of("am", Header.AM, "pm", Header.PM, "other", Header.NO_PERIOD));

    private DayPeriods() {}

    /// @return [Header#AM], [Header#PM], [Header#NO_PERIOD] for a word that means nothing here
    ///   (`klo`, `Uhr`) and for no word, or [Header#UNKNOWN_PERIOD]
    static int find(char[] text, int from, int to) {
        int letters = 0;
        char only = 0;
        char last = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (isLetter(c)) {
                letters++;
                only = letters == 1 ? c : only;
                last = c;
            }
        }
        if (letters == 0) {
            return Header.NO_PERIOD;
        }
        if (letters == 2
                && (last | 0x20) == 'm'
                && ((only | 0x20) == 'a' || (only | 0x20) == 'p')) {
            return (only | 0x20) == 'a' ? Header.AM : Header.PM;
        }
        Integer found = WORDS.get(letters(text, from, to));
        return found == null ? Header.UNKNOWN_PERIOD : found;
    }

    static boolean isBuddhist(char[] text, int from, int to) {
        String word = letters(text, from, to);
        return word.equals("be") || word.equals("พศ");
    }

    private static String letters(char[] text, int from, int to) {
        StringBuilder word = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (isLetter(text[i])) {
                word.append(text[i]);
            }
        }
        return word.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        int type = Character.getType(c);
        return Character.isLetter(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.LETTER_NUMBER
                || Character.isSurrogate(c);
    }
}
