package dev.wharf.capture.chatexport;

import java.util.Set;

/// A date whose month is a word: `12 Mar 2024`, `Mar 12, 2024`, `3 de mar. de 2024`, `2024 mars
/// 12`. Where the month stands tells what the numbers are. For one thread.
final class WordDate {
    private static final int LONGEST = 40;

    /// Small words between the parts of a date.
    private static final Set<String> BETWEEN =
            Set.of("de", "d", "del", "di", "of", "den", "le", "el", "г", "р", "i", "ta");

    private final MonthNames months;

    int day;
    int month;
    int year;
    int yearDigits;

    WordDate(MonthNames months) {
        this.months = months;
    }

    /// @return where the date ends, -1 when none stands at `from`
    int read(char[] text, int from, int to) {
        day = 0;
        month = 0;
        yearDigits = 0;
        int limit = Math.min(to, from + LONGEST);
        int at = from;
        while (at < limit) {
            int end = at;
            int value = 0;
            while (end < limit && Numbers.digit(text, end, to) >= 0) {
                value = Math.min(value, 100_000) * 10 + Numbers.digit(text, end, to);
                end += Character.isHighSurrogate(text[end]) ? 2 : 1;
            }
            if (end > at) {
                if (!number(value, end - at)) {
                    return -1;
                }
                if (day > 0 && month > 0 && yearDigits > 0) {
                    return suffix(text, end, to);
                }
            } else if (Character.isLetter(text[end])) {
                end = wordEnd(text, end, limit);
                if (!word(new String(text, at, end - at))) {
                    return -1;
                }
                if (day > 0 && month > 0 && yearDigits > 0) {
                    return end;
                }
            } else if (isBetween(text[end])) {
                end++;
            } else {
                return -1;
            }
            at = end;
        }
        return -1;
    }

    private static int wordEnd(char[] text, int from, int limit) {
        int end = from;
        while (end < limit
                && (Character.isLetter(text[end])
                        || Character.getType(text[end]) == Character.NON_SPACING_MARK
                        || Character.getType(text[end]) == Character.COMBINING_SPACING_MARK)) {
            end++;
        }
        return end;
    }

    private static boolean isBetween(char c) {
        return Marks.isSpace(c)
                || Marks.isMark(c)
                || c == '.'
                || c == ','
                || c == '-'
                || c == '/'
                || c == '\''
                || c == '،';
    }

    private boolean number(int value, int digits) {
        if (digits >= 3 && digits <= 4 && yearDigits == 0) {
            year = value;
            yearDigits = digits;
            return true;
        }
        if (digits > 2) {
            return false;
        }
        if (day == 0) {
            day = value;
            return value >= 1 && value <= 31;
        }
        // Two digits mean a year behind day and month only.
        year = value;
        yearDigits = digits;
        return month > 0 && digits == 2;
    }

    private boolean word(String word) {
        if (BETWEEN.contains(word)) {
            return true;
        }
        boolean first = month == 0;
        month = first ? months.month(word) : month;
        return first && month > 0;
    }

    /// Russian writes its year's sign behind: `2024 г.`
    private static int suffix(char[] text, int from, int to) {
        int at = Marks.skipMarksAndSpaces(text, from, to);
        boolean sign = at < to && (text[at] == 'г' || text[at] == 'р');
        return sign && at + 1 < to && text[at + 1] == '.' ? at + 2 : from;
    }
}
