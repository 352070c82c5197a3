package dev.wharf.app.cli;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Reads what was typed about people: refused where it stands, with what would be taken.
final class SiteInput {

    private static final long MOST_BYTES = 64L << 20;

    private SiteInput() {}

    static PhoneNumber phone(String text) {
        return PhoneNumber.parse(text)
                .orElseThrow(
                        () ->
                                invalid(
                                        "'%s' is not a phone number with country code, such as +44 7700 900123."
                                                .formatted(text)));
    }

    static EmailAddress email(String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> invalid("'%s' is not an e-mail address.".formatted(text)));
    }

    static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : theDay(text);
    }

    static LocalDate theDay(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw invalid("'%s' is not a day such as 2026-09-14.".formatted(text));
        }
    }

    /// The UTC day that it is.
    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// The reason of an act that is not to be without one.
    static String reason(Verb verb) {
        String reason = verb.reason;
        if (reason == null || reason.isBlank()) {
            throw invalid("Say why with --reason: it is kept with the act.");
        }
        return reason;
    }

    static byte[] file(Verb verb, String name) throws IOException {
        Path file = verb.surroundings().path(name);
        if (!Files.isRegularFile(file)) {
            throw new WharfException(ErrorCode.NOT_FOUND, "There is no file %s.".formatted(file));
        }
        if (Files.size(file) > MOST_BYTES) {
            throw invalid("%s is far too large for what it should be.".formatted(file));
        }
        return Files.readAllBytes(file);
    }

    static WharfException invalid(String message) {
        return new WharfException(ErrorCode.QUERY_INVALID, message);
    }
}
