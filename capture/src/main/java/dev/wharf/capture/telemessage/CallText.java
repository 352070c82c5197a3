package dev.wharf.capture.telemessage;

import dev.wharf.core.event.Content.Call;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the words of a call's mail say of it. The vendor documents none of them; what is not found
/// is not claimed, and the words stay with the item.
record CallText(Call.Outcome outcome, Call.Direction direction, @Nullable Duration duration) {
    private static final int LOOKED_AT = 4_000;
    private static final Pattern CLOCK =
            Pattern.compile("(?i)duration\\D{0,12}(?:(\\d{1,3}):)?(\\d{1,3}):(\\d{2})\\b");
    private static final Pattern WORDS =
            Pattern.compile(
                    "(?i)duration\\D{0,12}(?:(\\d{1,3})\\s*h\\w*\\W*)?(?:(\\d{1,5})\\s*m(?!s)\\w*\\W*)?(?:(\\d{1,6})\\s*s\\w*)?");
    private static final Pattern OUTCOME =
            Pattern.compile(
                    "(?i)\\b(missed|unanswered|not answered|no answer|rejected|declined|failed|answered|completed)\\b");

    /// @param how the word of the subject, empty for none
    static CallText read(String how, @Nullable String status, @Nullable String text) {
        String words = text == null ? "" : text.substring(0, Math.min(LOOKED_AT, text.length()));
        Duration duration = duration(words);
        Call.Outcome outcome = outcome(how);
        if (outcome == Call.Outcome.UNKNOWN && status != null) {
            outcome = outcome(status);
        }
        if (outcome == Call.Outcome.UNKNOWN) {
            outcome = outcome(words);
        }
        boolean talked = duration != null && duration.isPositive();
        if (outcome == Call.Outcome.UNKNOWN && talked) {
            outcome = Call.Outcome.ANSWERED;
        }
        return new CallText(outcome, direction(how), talked ? duration : null);
    }

    private static Call.Direction direction(String how) {
        return switch (how) {
            case "incoming" -> Call.Direction.INCOMING;
            case "outgoing" -> Call.Direction.OUTGOING;
            default -> Call.Direction.UNKNOWN;
        };
    }

    private static Call.Outcome outcome(String words) {
        Matcher word = OUTCOME.matcher(words);
        if (!word.find()) {
            return Call.Outcome.UNKNOWN;
        }
        return switch (word.group(1).toLowerCase(Locale.ROOT)) {
            case "missed" -> Call.Outcome.MISSED;
            case "rejected", "declined" -> Call.Outcome.REJECTED;
            case "failed" -> Call.Outcome.FAILED;
            case "answered", "completed" -> Call.Outcome.ANSWERED;
            default -> Call.Outcome.UNANSWERED;
        };
    }

    private static @Nullable Duration duration(String words) {
        Matcher clock = CLOCK.matcher(words);
        if (clock.find()) {
            return of(clock);
        }
        Matcher named = WORDS.matcher(words);
        while (named.find()) {
            if (named.group(1) != null || named.group(2) != null || named.group(3) != null) {
                return of(named);
            }
        }
        return null;
    }

    private static Duration of(Matcher found) {
        return Duration.ofHours(number(found.group(1)))
                .plusMinutes(number(found.group(2)))
                .plusSeconds(number(found.group(3)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
