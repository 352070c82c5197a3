package dev.wharf.mail;

import java.util.ArrayList;
import java.util.List;

/// Lengths of time for people: `1 h 5 min 12 s`.
final class Durations {
    private static final long DAY = 86_400;

    private Durations() {}

    static String of(long seconds) {
        List<String> parts = new ArrayList<>(4);
        add(parts, seconds / DAY, " d");
        add(parts, seconds % DAY / 3600, " h");
        add(parts, seconds % 3600 / 60, " min");
        add(parts, seconds % 60, " s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + unit);
        }
    }
}
