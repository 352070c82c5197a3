package dev.wharf.destinations.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// IMAP's date-time: `22-Nov-2026 18:54:25 +0000`, whole seconds.
final class InternalDate {
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");
    private static final Pattern SHAPE =
            Pattern.compile(
                    " ?(\\d{1,2})-([A-Za-z]{3})-(\\d{4}) (\\d\\d:\\d\\d:\\d\\d) ([+-]\\d{4})");

    private InternalDate() {}

    static String write(Instant at) {
        LocalDate date = LocalDate.ofInstant(at, ZoneOffset.UTC);
        int day = date.getDayOfMonth();
        StringBuilder text = new StringBuilder(26);
        text.append(day < 10 ? " " : "").append(day).append('-');
        text.append(MONTHS.get(date.getMonthValue() - 1)).append('-');
        String year = Integer.toString(date.getYear());
        text.append("0".repeat(Math.max(0, 4 - year.length()))).append(year).append(' ');
        int second = (int) Math.floorMod(at.getEpochSecond(), 86_400L);
        two(text, second / 3600).append(':');
        two(text, second / 60 % 60).append(':');
        return two(text, second % 60).append(" +0000").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }

    static Optional<Instant> read(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        String month = shape.group(2).toLowerCase(Locale.ROOT);
        int number =
                MONTHS.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList().indexOf(month);
        try {
            LocalDate date =
                    LocalDate.of(
                            Integer.parseInt(shape.group(3)),
                            number + 1,
                            Integer.parseInt(shape.group(1)));
            return Optional.of(
                    date.atTime(LocalTime.parse(shape.group(4)))
                            .toInstant(ZoneOffset.of(shape.group(5))));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
