package dev.wharf.app.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as tables show them: UTC, to the second.
final class Times {

    private Times() {}

    /// Without a formatter, which would load a language's calendar with every command.
    static String text(Instant time) {
        String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.substring(0, text.length() - 1).replace('T', ' ');
    }
}
