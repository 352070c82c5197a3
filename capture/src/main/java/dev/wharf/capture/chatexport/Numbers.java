package dev.wharf.capture.chatexport;

/// Two or three numbers with separators between them: a date or a time, in the digits of any
/// script.
final class Numbers {
    final int[] values = new int[3];
    final int[] digits = new int[3];
    int count;
    char separator;
    char era;
    int eraField;

    /// @return where the numbers end, -1 when fewer than two stand at `from`
    int read(char[] text, int from, int to) {
        count = 0;
        separator = 0;
        era = 0;
        int at = from;
        while (count < 3) {
            int next = number(text, at, to);
            if (next < 0) {
                break;
            }
            at = next;
            if (count == 3) {
                break;
            }
            int after = separator(text, at, to);
            if (after < 0) {
                break;
            }
            at = after;
        }
        return count >= 2 ? trailing(text, at, to) : -1;
    }

    private int number(char[] text, int from, int to) {
        int at = from;
        char found = era(text, at, to);
        if (found != 0) {
            era = found;
            eraField = count;
            at += text[at] < 128 ? 1 : 2;
        }
        int value = 0;
        int length = 0;
        while (at < to) {
            int digit = digit(text, at, to);
            if (digit < 0) {
                break;
            }
            value = value * 10 + digit;
            at += Character.isHighSurrogate(text[at]) ? 2 : 1;
            if (++length > 4) {
                return -1;
            }
        }
        if (length == 0) {
            return -1;
        }
        values[count] = value;
        digits[count++] = length;
        return at;
    }

    /// The place after the separator when a number follows it, else -1.
    private int separator(char[] text, int from, int to) {
        int at = Marks.skipMarks(text, from, to);
        boolean spaceBefore = at < to && Marks.isSpace(text[at]);
        if (spaceBefore) {
            at++;
        }
        if (at >= to) {
            return -1;
        }
        char c = text[at];
        char kind =
                switch (c) {
                    case '/', '.', '-', ':' -> spaceBefore ? 0 : c;
                    case '\u2010', '\u2011' -> '-';
                    case '：' -> ':';
                    case '年', '月', '년', '월' -> '年';
                    case 'h' -> ':';
                    default -> 0;
                };
        if (kind == 0 || (separator != 0 && kind != separator)) {
            return -1;
        }
        at = Marks.skipMarks(text, at + 1, to);
        if (c != '-' && c != ':' && c != '/' && at < to && Marks.isSpace(text[at])) {
            at++;
        }
        if (at >= to || (digit(text, at, to) < 0 && era(text, at, to) == 0)) {
            return -1;
        }
        separator = kind;
        return at;
    }

    /// The day's own sign in ideographic dates, the last dot of `27. 3. 2022.`
    private int trailing(char[] text, int from, int to) {
        if (from < to && count == 3) {
            char c = text[from];
            boolean dayEnd = c == '日' || c == '일';
            boolean dot = c == '.' && separator == '.';
            return dayEnd || dot ? from + 1 : from;
        }
        return from;
    }

    boolean isClock() {
        return separator == ':';
    }

    boolean isCalendar() {
        return separator == '/' || separator == '-' || separator == '年' || era != 0;
    }

    boolean isDate() {
        return count == 3 && separator != ':';
    }

    boolean isTime() {
        return (separator == ':' || separator == '.')
                && era == 0
                && digits[0] <= 2
                && digits[1] == 2
                && values[0] <= 24
                && values[1] <= 59
                && (count == 2 || (digits[2] == 2 && values[2] <= 60));
    }

    static int digit(char[] text, int at, int to) {
        char c = text[at];
        if (c < 128) {
            return c >= '0' && c <= '9' ? c - '0' : -1;
        }
        if (Character.isHighSurrogate(c) && at + 1 < to) {
            return Character.digit(Character.toCodePoint(c, text[at + 1]), 10);
        }
        return Character.digit(c, 10);
    }

    /// The era whose name stands right before a number: `R4`, `令和4`.
    static char era(char[] text, int at, int to) {
        if (at + 1 >= to || text[at] < 'H') {
            return 0;
        }
        char c = text[at];
        if (c == 'R' || c == 'H' || c == 'S') {
            return digit(text, at + 1, to) >= 0 ? c : 0;
        }
        if (at + 2 >= to || digit(text, at + 2, to) < 0) {
            return 0;
        }
        if (c == '令' && text[at + 1] == '和') {
            return 'R';
        }
        return c == '平' && text[at + 1] == '成' ? 'H' : 0;
    }
}
