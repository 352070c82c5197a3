package dev.wharf.core.search;

/// Groups of digits that stand together and may be one number: `+44 (0)7700 900-123`, `1,500.00`,
/// `4111 1111 1111 1111`.
final class DigitRun {
    private static final int SHORTEST_NUMBER = 7;
    private static final int LONGEST_NUMBER = 15;
    private static final int LONGEST_JOINED = 32;
    private static final int LONGEST_GAP = 3;
    private static final int MOST_DIGITS = 64;

    private int start = -1;
    private int end;
    private int groups;

    private final char[] kept = new char[MOST_DIGITS];
    private int size;
    private int joined;
    private boolean phone;

    boolean isEmpty() {
        return start < 0;
    }

    void clear() {
        start = -1;
        groups = 0;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    void add(int from, int to) {
        if (isEmpty()) {
            start = from;
        }
        end = to;
        groups++;
    }

    /// Whether a group of digits that starts at `next` belongs to the ones before it.
    boolean continues(String text, int next) {
        if (next - end > LONGEST_GAP || next - start > MOST_DIGITS) {
            return false;
        }
        if (next == end + 1 && isThousandsMark(text.charAt(end))) {
            return true;
        }
        for (int i = end; i < next; i++) {
            if (!isPhoneMark(text.charAt(i))) {
                return false;
            }
        }
        return next > end;
    }

    /// Decides what the groups can be, once no more follow.
    void finish(String text) {
        size = 0;
        boolean phoneMarks = collect(text);
        phone =
                phoneMarks
                        && size >= SHORTEST_NUMBER
                        && significant() >= SHORTEST_NUMBER
                        && significant() <= LONGEST_NUMBER;
        if (groups > 1 && phoneMarks && size >= SHORTEST_NUMBER && size <= LONGEST_JOINED) {
            joined = size;
        } else {
            joined = groups > 1 ? thousands(text) : 0;
        }
    }

    boolean canBePhoneNumber() {
        return phone;
    }

    int joinedLength() {
        return joined;
    }

    int copyJoined(char[] into) {
        System.arraycopy(kept, 0, into, 0, joined);
        return joined;
    }

    int copyBackwards(char[] into) {
        into[0] = WordScanner.NUMBER_MARK;
        int significant = significant();
        for (int i = 0; i < significant; i++) {
            into[1 + i] = kept[size - 1 - i];
        }
        return 1 + significant;
    }

    /// Keeps the digits, but for the `(0)` that is dialled only without a country code. False when
    /// a mark between them is none that telephone numbers are written with.
    private boolean collect(String text) {
        boolean phoneMarks = true;
        for (int i = start; i < end && size < MOST_DIGITS; ) {
            int codePoint = text.codePointAt(i);
            int digit = Character.digit(codePoint, 10);
            if (digit >= 0) {
                if (!isTrunkZero(text, i)) {
                    kept[size++] = (char) ('0' + digit);
                }
            } else if (!isPhoneMark((char) codePoint)) {
                phoneMarks = false;
            }
            i += Character.charCount(codePoint);
        }
        return phoneMarks;
    }

    private boolean isTrunkZero(String text, int index) {
        return text.charAt(index) == '0'
                && index > start
                && text.charAt(index - 1) == '('
                && index + 1 < end
                && text.charAt(index + 1) == ')';
    }

    private int significant() {
        int zeros = 0;
        while (zeros < size && kept[zeros] == '0') {
            zeros++;
        }
        return size - zeros;
    }

    /// Number of digits before any decimal part, when the marks part them by thousands; else 0.
    private int thousands(String text) {
        int whole = 0;
        int group = 0;
        char mark = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                group++;
                continue;
            }
            boolean first = mark == 0;
            if (!isThousandsMark(c) || (first ? group > 3 : group != 3)) {
                return 0;
            }
            whole += group;
            group = 0;
            if (!first && c != mark) {
                return whole;
            }
            mark = c;
        }
        return group == 3 ? whole + group : 0;
    }

    private static boolean isThousandsMark(char c) {
        return switch (c) {
            case ',', '.', '\'', '\u2019', '\u00A0', '\u202F', '\u2009', '\u066C' -> true;
            default -> false;
        };
    }

    private static boolean isPhoneMark(char c) {
        return switch (c) {
            case ' ', '-', '.', '(', ')', '/', '\u00A0', '\u202F', '\u2009' -> true;
            case '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E' -> true;
            case '\u2066', '\u2067', '\u2068', '\u2069' -> true;
            default -> c >= '\u2010' && c <= '\u2015';
        };
    }
}
