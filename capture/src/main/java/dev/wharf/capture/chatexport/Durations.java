package dev.wharf.capture.chatexport;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a call was: `5 min`, `1 hr 12 min`, `45 Sek.`, `3分`, in the digits of any script.
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\p{Nd}{1,5})\\s*([\\p{L}\\p{M}]+)");
    private static final Map<String, Long> UNITS =
            WordLists.read(
                    "duration-units.txt", Map.of("hours", 3600L, "minutes", 60L, "seconds", 1L));

    private Durations() {}

    /// @return null when the text is no duration in words that are known
    static @Nullable Duration find(String text) {
        Matcher part = PART.matcher(text);
        long seconds = 0;
        boolean found = false;
        while (part.find()) {
            Long unit = UNITS.get(part.group(2).toLowerCase(Locale.ROOT));
            if (unit == null) {
                return null;
            }
            seconds += number(part.group(1)) * unit;
            found = true;
        }
        return found ? Duration.ofSeconds(seconds) : null;
    }

    private static long number(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            value = value * 10 + Character.digit(digits.charAt(i), 10);
        }
        return value;
    }
}
