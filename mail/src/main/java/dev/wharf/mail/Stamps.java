package dev.wharf.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/// Writes times as [Times] does, into bytes, and keeps what it wrote of a day: neighbours in a chat
/// mostly share theirs. For one thread.
final class Stamps {
    private static final int SECONDS_A_DAY = 86_400;
    private static final byte[] OFFSET = ascii(" +0000");
    private static final byte[] UTC = ascii(" UTC");

    private long day = Long.MIN_VALUE;
    private byte[] rfc5322Day = {};
    private byte[] utcDay = {};
    private int idDay = Integer.MIN_VALUE;
    private byte[] shortDay = {};

    /// As [Times#rfc5322].
    void rfc5322(Instant at, Bytes out) {
        begin(at);
        clock(at, true, out.put(rfc5322Day));
        out.put(OFFSET);
    }

    /// As [Times#utc], to the minute or the second.
    void utc(Instant at, boolean seconds, Bytes out) {
        begin(at);
        clock(at, seconds, out.put(utcDay));
        out.put(UTC);
    }

    /// As [Times#day].
    void day(int daysSince1970, Bytes out) {
        if (daysSince1970 != idDay) {
            shortDay = ascii(Times.day(daysSince1970));
            idDay = daysSince1970;
        }
        out.put(shortDay);
    }

    private void begin(Instant at) {
        long of = Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
        if (of != day) {
            LocalDate date = LocalDate.ofEpochDay(of);
            rfc5322Day = ascii(Times.rfc5322Day(date));
            utcDay = ascii(Times.utcDay(date));
            day = of;
        }
    }

    private static void clock(Instant at, boolean seconds, Bytes out) {
        int second = Math.floorMod(at.getEpochSecond(), SECONDS_A_DAY);
        two(second / 3600, out);
        two(second / 60 % 60, out.put(':'));
        if (seconds) {
            two(second % 60, out.put(':'));
        }
    }

    private static void two(int number, Bytes out) {
        out.put((char) ('0' + number / 10)).put((char) ('0' + number % 10));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
