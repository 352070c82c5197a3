package dev.wharf.capture.chatexport;

import java.time.DateTimeException;
import java.time.chrono.HijrahDate;

/// The days that dates of all calendars of the phones stand for.
///
/// A year tells its calendar: WhatsApp exists since 2009, and the years since then overlap in none
/// of the calendars (Gregorian 2009…, Buddhist 2552…, Solar Hijri 1387…, Hijri 1430…, Minguo 98…).
final class Calendars {
    /// No such day, or none on which WhatsApp existed.
    static final long NO_DAY = Long.MIN_VALUE;

    /// A year before WhatsApp, to leave room for a phone whose clock was off.
    private static final int FIRST_YEAR = 2009;

    private static final int LAST_YEAR = 2099;

    private Calendars() {}

    /// The day, counted from 1970-01-01, that the header's date means when read in this order.
    ///
    /// @param latestYear of the Gregorian calendar that a two-digit year may mean
    static long epochDay(Header header, DateOrder order, int latestYear) {
        int year = order.year(header);
        int month = order.month(header);
        int day = order.day(header);
        int digits =
                order == DateOrder.YMD || order == DateOrder.YDM
                        ? header.firstDigits
                        : header.thirdDigits;
        if (month < 1 || month > 13 || day < 1 || day > 31) {
            return NO_DAY;
        }
        if (header.era != 0) {
            return gregorian(eraYear(header.era, year), month, day);
        }
        return digits <= 2 ? twoDigits(year, month, day, latestYear) : full(year, month, day);
    }

    private static int eraYear(char era, int year) {
        return switch (era) {
            case 'R' -> year + 2018;
            case 'H' -> year + 1988;
            case 'S' -> year + 1925;
            case 'B' -> year < 100 ? year + 2500 - 543 : year - 543;
            default -> year;
        };
    }

    private static long full(int year, int month, int day) {
        if (year >= FIRST_YEAR && year <= LAST_YEAR) {
            return gregorian(year, month, day);
        }
        if (year >= FIRST_YEAR + 543 && year <= LAST_YEAR + 543) {
            return gregorian(year - 543, month, day);
        }
        if (year >= 1387 && year <= 1429) {
            return persian(year, month, day);
        }
        if (year >= 1430 && year <= 1500) {
            return hijri(year, month, day);
        }
        return year >= 98 && year <= 188 ? gregorian(year + 1911, month, day) : NO_DAY;
    }

    /// `22` is 2022; where that lies ahead, `65` is 2565 of the Buddhist calendar; where it lies
    /// before WhatsApp, `02` is 1402 of the Solar Hijri calendar.
    private static long twoDigits(int year, int month, int day, int latestYear) {
        int gregorian = 2000 + year;
        if (gregorian >= FIRST_YEAR && gregorian <= latestYear) {
            return gregorian(gregorian, month, day);
        }
        int buddhist = 2500 + year - 543;
        if (buddhist >= FIRST_YEAR && buddhist <= latestYear) {
            return gregorian(buddhist, month, day);
        }
        return gregorian < FIRST_YEAR ? persian(1400 + year, month, day) : NO_DAY;
    }

    private static long gregorian(int year, int month, int day) {
        if (month > 12 || day > lengthOfMonth(year, month)) {
            return NO_DAY;
        }
        // Days before the month in a year that begins in March, so that leap days come last.
        int y = month <= 2 ? year - 1 : year;
        int m = month <= 2 ? month + 9 : month - 3;
        return 365L * y + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
    }

    private static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// The 33-year cycle, which agrees with the astronomical calendar from 1343 to 1472.
    private static long persian(int year, int month, int day) {
        int length = month <= 6 ? 31 : month <= 11 ? 30 : persianLeap(year) ? 30 : 29;
        if (month > 12 || day > length) {
            return NO_DAY;
        }
        int cycles = Math.floorDiv(year - 1, 33);
        int inCycle = Math.floorMod(year - 1, 33);
        long days = cycles * 12053L + inCycle * 365L;
        for (int y = 1; y <= inCycle; y++) {
            days += persianLeap(y) ? 1 : 0;
        }
        days += month <= 7 ? (month - 1) * 31L : 186 + (month - 7) * 30L;
        // 1 Farvardin 1 is 622-03-22 of the proleptic Gregorian calendar.
        return days + day - 1 - 492268;
    }

    private static boolean persianLeap(int year) {
        return switch (Math.floorMod(year, 33)) {
            case 1, 5, 9, 13, 17, 22, 26, 30 -> true;
            default -> false;
        };
    }

    private static long hijri(int year, int month, int day) {
        try {
            return HijrahDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException _) {
            return NO_DAY;
        }
    }
}
