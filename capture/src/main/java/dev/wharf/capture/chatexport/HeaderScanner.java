package dev.wharf.capture.chatexport;

/// Finds date and time at the head of a line, in every shape WhatsApp writes, without a pattern per
/// shape: two groups of numbers, one a date and one a time, words and marks around them, and what
/// closes them (`]`, ` - `, `: `).
///
/// Not for use by several threads. No line makes an object, but for words other than `am` and `pm`.
final class HeaderScanner {
    private static final int LONGEST_GAP = 24;
    private static final int LONGEST_WORDS = 64;

    private final Numbers one = new Numbers();
    private final Numbers two = new Numbers();

    private final WordDate word;

    private char[] text = {};
    private int length;

    HeaderScanner() {
        this(new MonthNames());
    }

    HeaderScanner(MonthNames months) {
        word = new WordDate(months);
    }

    /// @return whether the line begins with a date and a time; only then `header` means anything
    boolean scan(char[] line, int lineLength, Header header) {
        int at = Marks.skipMarks(line, 0, lineLength);
        if (at >= lineLength || !mayBegin(line[at])) {
            return false;
        }
        text = line;
        length = lineLength;
        header.marked = at > 0;
        boolean bracket = line[at] == '[';
        if (bracket) {
            at = Marks.skipMarksAndSpaces(line, at + 1, lineLength);
        }
        header.timeStart = at;
        header.period = Header.NO_PERIOD;
        header.era = 0;
        header.eraFirst = false;
        int end = numbers(at, bracket, header);
        if (end < 0) {
            end = words(at, header);
        }
        return end >= 0 && close(end, bracket, header);
    }

    /// A date with its month as a word, before the time or behind it.
    private int words(int from, Header header) {
        if (!hasDigits(from)) {
            return -1;
        }
        header.period = Header.NO_PERIOD;
        header.era = 0;
        int at = from < length ? word.read(text, from, length) : -1;
        if (at >= 0) {
            header.timeFirst = false;
            at = gap(at, header);
            at = at < 0 ? -1 : two.read(text, at, length);
            return at >= 0 && two.isTime() ? fillWords(header, two, at) : -1;
        }
        at = one.read(text, from, length);
        if (at < 0 || !one.isClock() || !one.isTime()) {
            return -1;
        }
        header.timeFirst = true;
        // Between time and date there may be a comma, and a day period.
        int start = Marks.skipMarksAndSpaces(text, at, length);
        if (start < length && (text[start] == ',' || text[start] == '،')) {
            start = Marks.skipMarksAndSpaces(text, start + 1, length);
        }
        at = start < length ? word.read(text, start, length) : -1;
        return at < 0 ? -1 : fillWords(header, one, at);
    }

    /// Day, year and time have six at least: most lines of text are told by that.
    private boolean hasDigits(int from) {
        int limit = Math.min(length, from + LONGEST_WORDS);
        int digits = 0;
        for (int at = from; at < limit && digits < 6; at++) {
            digits += digitAt(at) >= 0 ? 1 : 0;
        }
        return digits == 6;
    }

    private int fillWords(Header header, Numbers time, int end) {
        header.first = word.day;
        header.second = word.month;
        header.third = word.year;
        header.firstDigits = 2;
        header.thirdDigits = word.yearDigits;
        header.separator = Header.WORD;
        header.hour = time.values[0];
        header.minute = time.values[1];
        header.second60 = time.count == 3 ? time.values[2] : -1;
        return end;
    }

    private static boolean mayBegin(char c) {
        return c == '['
                || (c >= '0' && c <= '9')
                || (c > 127 && Character.isLetterOrDigit(c))
                || Character.isHighSurrogate(c)
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z');
    }

    private int numbers(int from, boolean bracket, Header header) {
        int at = leadingWord(from, bracket, header);
        at = at < 0 ? -1 : one.read(text, at, length);
        if (at < 0) {
            return -1;
        }
        boolean eraBefore = one.era != 0;
        at = gap(at, header);
        at = at < 0 ? -1 : two.read(text, at, length);
        if (at < 0) {
            return -1;
        }
        header.timeFirst = timeComesFirst();
        Numbers date = header.timeFirst ? two : one;
        Numbers time = header.timeFirst ? one : two;
        return date.isDate() && time.isTime() && fill(header, date, time, eraBefore) ? at : -1;
    }

    private boolean timeComesFirst() {
        if (one.isClock() || two.isClock()) {
            return one.isClock();
        }
        if (one.count != two.count) {
            return one.count == 2;
        }
        return two.isCalendar() || two.digits[2] == 4 || two.digits[0] == 4;
    }

    private static boolean fill(Header header, Numbers date, Numbers time, boolean eraBefore) {
        header.first = date.values[0];
        header.second = date.values[1];
        header.third = date.values[2];
        header.firstDigits = date.digits[0];
        header.thirdDigits = date.digits[2];
        header.separator = date.separator;
        if (date.era != 0) {
            header.era = date.era;
            header.eraFirst = date.eraField == 0 && (eraBefore || header.timeFirst);
        }
        header.hour = time.values[0];
        header.minute = time.values[1];
        header.second60 = time.count == 3 ? time.values[2] : -1;
        return true;
    }

    /// A day period or the name of an era before the first number, in scripts that write it there.
    private int leadingWord(int from, boolean bracket, Header header) {
        int at = from;
        if (at >= length || digitAt(at) >= 0 || Numbers.era(text, at, length) != 0) {
            return at < length ? at : -1;
        }
        int limit = Math.min(length, from + 12);
        while (at < limit && digitAt(at) < 0) {
            if (text[at] == ']' || (!bracket && text[at] < 128)) {
                return -1;
            }
            at++;
        }
        if (at == limit) {
            return -1;
        }
        words(from, at, header);
        return at;
    }

    /// What stands between date and time: spaces, a comma, `à`, `klo`, an era, a day period.
    private int gap(int from, Header header) {
        int at = from;
        int limit = Math.min(length, from + LONGEST_GAP);
        boolean letters = false;
        while (at < limit && digitAt(at) < 0) {
            char c = text[at];
            if (c == ']' || c == ':' || c == '[' || c == '/' || isDash(c)) {
                return -1;
            }
            letters |= c > '/' && !Marks.isMark(c) && !Marks.isSpace(c);
            at++;
        }
        if (at == from || at >= limit) {
            return -1;
        }
        if (letters) {
            words(from, at, header);
        }
        return at;
    }

    private void words(int from, int to, Header header) {
        int meaning = DayPeriods.find(text, from, to);
        if (meaning == Header.AM || meaning == Header.PM) {
            header.period = meaning;
        } else if (DayPeriods.isBuddhist(text, from, to)) {
            header.era = 'B';
        }
    }

    private boolean close(int from, boolean bracket, Header header) {
        return bracket ? closeBracket(from, header) : closePlain(from, header);
    }

    private boolean closeBracket(int from, Header header) {
        int limit = Math.min(length, from + LONGEST_GAP);
        for (int at = from; at < limit; at++) {
            char c = text[at];
            if (c == ']') {
                if (at > from) {
                    tailWord(from, at, header);
                }
                header.family = HeaderFamily.BRACKET;
                header.timeEnd = Marks.trimEnd(text, header.timeStart, at);
                header.bodyStart = at + 1 < length && text[at + 1] == ' ' ? at + 2 : at + 1;
                return true;
            }
            if (digitAt(at) >= 0 || c == ':' || c == '[') {
                return false;
            }
        }
        return false;
    }

    private boolean closePlain(int from, Header header) {
        if (from < length && text[from] == ':') {
            return closeColon(from, header);
        }
        int limit = Math.min(length, from + LONGEST_GAP);
        for (int at = from; at < limit; at++) {
            char c = text[at];
            if (isDash(c) && at > from && Marks.isSpace(text[at - 1]) && spaceOrEnd(at + 1)) {
                if (at - 1 > from) {
                    tailWord(from, at, header);
                }
                header.family = HeaderFamily.DASH;
                header.timeEnd = Marks.trimEnd(text, header.timeStart, at);
                header.bodyStart = Math.min(length, at + 2);
                return true;
            }
            if (c == ':' && header.period != Header.NO_PERIOD) {
                return closeColon(at, header);
            }
            if (c == ':' && at > from && DayPeriods.find(text, from, at) <= Header.PM) {
                tailWord(from, at, header);
                return closeColon(at, header);
            }
            if (digitAt(at) >= 0 || c == ':' || c == ',' || c == '/') {
                return false;
            }
        }
        return false;
    }

    private boolean closeColon(int at, Header header) {
        if (!spaceOrEnd(at + 1)) {
            return false;
        }
        header.family = HeaderFamily.COLON;
        header.timeEnd = Marks.trimEnd(text, header.timeStart, at);
        header.bodyStart = Math.min(length, at + 2);
        return true;
    }

    private void tailWord(int from, int to, Header header) {
        int start = Marks.skipMarksAndSpaces(text, from, to);
        if (start < to && header.period == Header.NO_PERIOD) {
            int found = DayPeriods.find(text, start, to);
            header.period = found;
        }
    }

    private boolean spaceOrEnd(int at) {
        return at >= length || Marks.isSpace(text[at]);
    }

    private static boolean isDash(char c) {
        return c == '-' || c == '–' || c == '—';
    }

    private int digitAt(int at) {
        char c = text[at];
        if (c < 128) {
            return c >= '0' && c <= '9' ? c - '0' : -1;
        }
        return Numbers.digit(text, at, length);
    }
}
