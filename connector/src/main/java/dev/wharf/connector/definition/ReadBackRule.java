package dev.wharf.connector.definition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which copies are read back from a destination and compared with what was sent.
public sealed interface ReadBackRule {
    record Off() implements ReadBackRule {}

    /// @param percent of the copies, 1 to 99
    record Sampled(int percent) implements ReadBackRule {
        public Sampled {
            if (percent < 1 || percent > 99) {
                throw new IllegalArgumentException("a sample is 1% to 99%; all of them is 'full'");
            }
        }
    }

    record Full() implements ReadBackRule {}

    Pattern SAMPLED = Pattern.compile("sampled ([0-9]{1,3})%");

    /// @throws IllegalArgumentException saying how it is written
    static ReadBackRule parse(String text) {
        Matcher sampled = SAMPLED.matcher(text);
        if (sampled.matches()) {
            return new Sampled(Integer.parseInt(sampled.group(1)));
        }
        return switch (text) {
            case "off" -> new Off();
            case "full" -> new Full();
            default ->
                    throw new IllegalArgumentException(
                            "reading back is 'off', 'sampled 5%' or 'full'");
        };
    }

    /// As it is written; [#parse] reads it back.
    default String text() {
        return switch (this) {
            case Off _ -> "off";
            case Sampled sampled -> "sampled %d%%".formatted(sampled.percent);
            case Full _ -> "full";
        };
    }
}
