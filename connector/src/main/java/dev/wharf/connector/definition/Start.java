package dev.wharf.connector.definition;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/// From where a connector's destinations get copies.
public sealed interface Start {
    /// All that the archive holds.
    record Everything() implements Start {}

    /// What is archived after a destination is met for the first time.
    record FromNow() implements Start {}

    /// What was said on WhatsApp on that UTC day or later.
    record FromDate(LocalDate day) implements Start {}

    /// @throws IllegalArgumentException saying how it is written
    static Start parse(String text) {
        return switch (text) {
            case "everything" -> new Everything();
            case "from-now" -> new FromNow();
            default -> from(text);
        };
    }

    private static Start from(String text) {
        try {
            return new FromDate(LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException(
                    "a start is 'everything', 'from-now' or a day such as 2026-11-01");
        }
    }

    /// As it is written; [#parse] reads it back.
    default String text() {
        return switch (this) {
            case Everything _ -> "everything";
            case FromNow _ -> "from-now";
            case FromDate from -> from.day.toString();
        };
    }
}
