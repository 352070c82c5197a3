package dev.wharf.capture.chatexport;

import java.util.ArrayList;
import java.util.List;

/// What all dates that are written in one form tell about the order of their numbers.
///
/// Fed line by line in file order; memory does not grow with the file.
final class DateEvidence {
    private static final DateOrder[] ORDERS = DateOrder.values();
    private static final int MOST_RUNS = 64;

    /// A stretch of lines whose dates can be read in one order only.
    ///
    /// @param order the only order possible
    /// @param from the line at which it most likely begins
    /// @param firstProof the first line that proves it
    /// @param proofs how many lines do
    record Run(DateOrder order, long from, long firstProof, long proofs) {}

    final int form;
    final boolean yearFirst;
    final boolean shortYear;
    final boolean words;
    final String example;

    long lines;

    /// Lines that mean another day when day and month change places.
    long differing;

    final long[] impossible = new long[ORDERS.length];
    final long[] backwards = new long[ORDERS.length];
    final long[] mediaAgrees = new long[ORDERS.length];
    final long[] earliest = new long[ORDERS.length];
    final long[] latest = new long[ORDERS.length];

    /// The earliest and the latest time on the phone's clock, in seconds since 1970.
    final long[] firstLocal = new long[ORDERS.length];

    final long[] lastLocal = new long[ORDERS.length];

    private final int latestYear;
    private final long[] days = new long[ORDERS.length];
    private final long[] lastDays = new long[ORDERS.length];
    private final List<Run> runs = new ArrayList<>();
    private int lastFirst = -1;
    private int lastSecond;
    private int lastThird;
    private long widestGap;
    private long widestGapLine;

    DateEvidence(Header header, String example, int latestYear) {
        this.form = header.dateForm();
        this.yearFirst = header.yearFirst();
        this.shortYear = header.yearDigits() <= 2;
        this.words = header.separator == Header.WORD;
        this.example = example;
        this.latestYear = latestYear;
        for (int i = 0; i < ORDERS.length; i++) {
            earliest[i] = Long.MAX_VALUE;
            latest[i] = Long.MIN_VALUE;
            firstLocal[i] = Long.MAX_VALUE;
            lastLocal[i] = Long.MIN_VALUE;
            lastDays[i] = Calendars.NO_DAY;
        }
    }

    /// @param inOrder whether the line's place in the file says something about its time: lines of
    ///   WhatsApp's own, as the banner on encryption, carry later dates
    /// @return the day for each order, valid until the next call
    long[] add(Header header, long line, boolean inOrder) {
        lines++;
        if (header.first != lastFirst || header.second != lastSecond || header.third != lastThird) {
            lastFirst = header.first;
            lastSecond = header.second;
            lastThird = header.third;
            for (int i = 0; i < ORDERS.length; i++) {
                days[i] =
                        fits(ORDERS[i])
                                ? Calendars.epochDay(header, ORDERS[i], latestYear)
                                : Calendars.NO_DAY;
            }
        }
        int second = header.secondOfDay();
        for (int i = 0; i < ORDERS.length; i++) {
            count(i, second, inOrder);
        }
        int usual = (yearFirst ? DateOrder.YMD : DateOrder.DMY).index();
        int swapped = (yearFirst ? DateOrder.YDM : DateOrder.MDY).index();
        boolean differs = days[usual] != days[swapped];
        differing += differs && !words ? 1 : 0;
        if (differs) {
            proof(ORDERS[usual], days[usual], ORDERS[swapped], days[swapped], line);
        }
        return days;
    }

    private boolean fits(DateOrder order) {
        if (words) {
            return order == DateOrder.DMY;
        }
        boolean first = order == DateOrder.YMD || order == DateOrder.YDM;
        return yearFirst ? first : shortYear ? order != DateOrder.YDM : !first;
    }

    private void count(int order, int second, boolean inOrder) {
        long day = days[order];
        if (day == Calendars.NO_DAY) {
            impossible[order]++;
            return;
        }
        earliest[order] = Math.min(earliest[order], day);
        latest[order] = Math.max(latest[order], day);
        long local = day * 86400 + second;
        firstLocal[order] = Math.min(firstLocal[order], local);
        lastLocal[order] = Math.max(lastLocal[order], local);
        if (inOrder) {
            if (lastDays[order] != Calendars.NO_DAY && day < lastDays[order] - 1) {
                backwards[order]++;
            }
            lastDays[order] = day;
        }
    }

    private void proof(DateOrder a, long dayA, DateOrder b, long dayB, long line) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        if (dayA != Calendars.NO_DAY && dayB != Calendars.NO_DAY) {
            if (last != null) {
                noteGap(last.order() == a ? dayA : dayB, line);
            }
            return;
        }
        DateOrder only = dayA == Calendars.NO_DAY ? b : a;
        if ((dayA == Calendars.NO_DAY && dayB == Calendars.NO_DAY) || runs.size() >= MOST_RUNS) {
            return;
        }
        if (last != null && last.order() == only) {
            runs.set(
                    runs.size() - 1,
                    new Run(only, last.from(), last.firstProof(), last.proofs() + 1));
        } else {
            runs.add(
                    new Run(
                            only,
                            last == null ? 0 : widestGap > 1 ? widestGapLine : line,
                            line,
                            1));
        }
        widestGap = 0;
        gapDay = Math.max(dayA, dayB);
    }

    private long gapDay;

    private void noteGap(long day, long line) {
        long gap = Math.abs(day - gapDay);
        if (gap > widestGap) {
            widestGap = gap;
            widestGapLine = line;
        }
        gapDay = day;
    }

    /// The runs of lines that can be read in one order only, as far as several lines prove each.
    List<Run> provenRuns() {
        List<Run> proven = new ArrayList<>();
        for (Run run : runs) {
            if (run.proofs() < 3) {
                continue;
            }
            if (!proven.isEmpty() && proven.getLast().order() == run.order()) {
                continue;
            }
            proven.add(run);
        }
        return proven;
    }

    void mediaDay(long day) {
        for (int i = 0; i < ORDERS.length; i++) {
            if (days[i] == day) {
                mediaAgrees[i]++;
            }
        }
    }
}
