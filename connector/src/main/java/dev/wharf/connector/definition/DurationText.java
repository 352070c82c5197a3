package dev.wharf.connector.definition;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `90s`, `5m`, `2h`, `1d`.
final class DurationText {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,8})([smhd])");

    private DurationText() {}

    private record Unit(char letter, Duration length) {}

    private static final List<Unit> UNITS =
            List.of(
                    new Unit('d', Duration.ofDays(1)),
                    new Unit('h', Duration.ofHours(1)),
                    new Unit('m', Duration.ofMinutes(1)),
                    new Unit('s', Duration.ofSeconds(1)));

    static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a duration is written as 90s, 5m, 2h or 1d");
        }
        long count = Long.parseLong(matcher.group(1));
        char letter = matcher.group(2).charAt(0);
        return UNITS.stream()
                .filter(unit -> unit.letter == letter)
                .findFirst()
                .orElseThrow()
                .length
                .multipliedBy(count);
    }

    /// In the largest unit that says it in whole numbers.
    static String text(Duration duration) {
        Unit unit =
                UNITS.stream()
                        .filter(one -> duration.toSeconds() % one.length.toSeconds() == 0)
                        .findFirst()
                        .orElseThrow();
        return "%d%c".formatted(duration.toSeconds() / unit.length.toSeconds(), unit.letter);
    }

    /// @throws IllegalArgumentException unless [#text] can say it and it lies between the bounds
    static void check(Duration duration, Duration least, Duration most) {
        if (!duration.equals(Duration.ofSeconds(duration.toSeconds()))
                || duration.compareTo(least) < 0
                || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "a duration from %s to %s in whole seconds is expected"
                            .formatted(text(least), text(most)));
        }
    }
}
