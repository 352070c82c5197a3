package dev.wharf.capture.chatexport;

/// The date and time at the head of a message, as numbers in the order in which they stand: which
/// of them is the day is decided over the whole file. Filled anew by [HeaderScanner] for each line.
final class Header {
    /// Day periods: none written, ante meridiem, post meridiem, a word that is not known.
    static final int NO_PERIOD = 0;

    static final int AM = 1;
    static final int PM = 2;
    static final int UNKNOWN_PERIOD = 3;

    /// How many shapes there are.
    static final int SHAPES = 12;

    HeaderFamily family = HeaderFamily.DASH;
    boolean timeFirst;

    /// Whether direction marks stand before the header, as iOS writes them before media.
    boolean marked;

    int first;
    int second;
    int third;
    int firstDigits;
    int thirdDigits;

    /// In the place of what parts a date's numbers: the month is a word, and the numbers stand as
    /// day, month, year here, whatever their order in the text.
    static final char WORD = 'M';

    /// What parts the date's numbers: `/`, `.`, `-`, or `年` for all ideographic ones, [#WORD].
    char separator;

    /// The letter of a Japanese era (`R`, `H`, `S`), `B` for a Buddhist year, 0 for none.
    char era;

    int hour;
    int minute;

    /// -1 where the file shows minutes only.
    int second60;

    int period;

    /// The time's text, without brackets: `text[timeStart, timeEnd)`.
    int timeStart;

    int timeEnd;

    /// Where name and body begin.
    int bodyStart;

    boolean yearFirst() {
        return firstDigits >= 3 || separator == '年' || (era != 0 && eraFirst);
    }

    boolean eraFirst;

    int yearDigits() {
        return yearFirst() ? firstDigits : thirdDigits;
    }

    /// Family, place of the time and seconds together: what the headers of one export have in
    /// common.
    int shape() {
        return family.index() * 4 + (timeFirst ? 2 : 0) + (second60 >= 0 ? 1 : 0);
    }

    /// Lines that write their dates alike share one order of day and month.
    int dateForm() {
        return separator << 8
                | (yearFirst() ? 0x80 : 0)
                | (yearDigits() > 2 ? 0x40 : 0)
                | (era & 0x1F);
    }

    /// Seconds since midnight, with the day period applied.
    int secondOfDay() {
        int h = hour;
        if (period == PM && h < 12) {
            h += 12;
        } else if (period == AM && h == 12) {
            h = 0;
        } else if (h == 24) {
            h = 0;
        }
        return h * 3600 + minute * 60 + Math.max(0, second60);
    }
}
