package dev.wharf.connector.intake;

import org.jspecify.annotations.Nullable;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;

/// Days as a survey's local times tell them.
final class SurveyDays {
    /// How far a local day may be from the UTC day, with some to spare.
    static final int OFF = 2;

    private SurveyDays() {}

    /// Days since 1970; empty for none.
    static OptionalInt day(@Nullable String local) {
        if (local == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(
                    Math.toIntExact(
                            LocalDateTime.parse(local.replace("Z", ""))
                                    .toLocalDate()
                                    .toEpochDay()));
        } catch (DateTimeParseException _) {
            return OptionalInt.empty();
        }
    }
}
