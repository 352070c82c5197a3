package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A run's id, `mail/20261128-000123`: ids of a connector sort as its runs were begun.
///
/// @param day on which it began, UTC
/// @param number of the day, counted from 1
public record ConnectorRunId(ConnectorName connector, LocalDate day, int number) {
    private static final Pattern SHAPE = Pattern.compile("([^/]{1,63})/([0-9]{8})-([0-9]{6})");
    private static final int MOST = 999_999;

    public ConnectorRunId {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("a day's runs are numbered from 1 to " + MOST);
        }
        if (day.getYear() < 1 || day.getYear() > 9_999) {
            throw new IllegalArgumentException("a year has four digits");
        }
    }

    /// @throws IllegalArgumentException for what is no id
    public static ConnectorRunId parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw wrong();
        }
        try {
            return new ConnectorRunId(
                    new ConnectorName(matcher.group(1)),
                    LocalDate.parse(matcher.group(2), DateTimeFormatter.BASIC_ISO_DATE),
                    Integer.parseInt(matcher.group(3)));
        } catch (DateTimeParseException _) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("a run's id looks like mail/20261128-000123");
    }

    public String text() {
        return "%s-%06d".formatted(key(connector, day), number);
    }

    /// With what all ids of a connector's day begin.
    static String key(ConnectorName connector, LocalDate day) {
        return connector + "/" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    @Override
    public String toString() {
        return text();
    }
}
