package dev.wharf.destinations.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a server says it can do, from its answer to EHLO.
record SmtpCapabilities(Map<String, String> offered) {

    static SmtpCapabilities of(SmtpReply hello) {
        Map<String, String> offered = new HashMap<>();
        for (String line : hello.lines().subList(1, hello.lines().size())) {
            String[] words = line.strip().toUpperCase(Locale.ROOT).split("[ =]", 2);
            offered.merge(words[0], words.length > 1 ? words[1] : "", (a, b) -> a + " " + b);
        }
        return new SmtpCapabilities(Map.copyOf(offered));
    }

    /// Before anybody was asked.
    static SmtpCapabilities none() {
        return new SmtpCapabilities(Map.of());
    }

    boolean has(String keyword) {
        return offered.containsKey(keyword);
    }

    /// Ways to sign in.
    Set<String> mechanisms() {
        return Set.copyOf(
                List.of(offered.getOrDefault("AUTH", "").strip().split(" +")).stream()
                        .distinct()
                        .toList());
    }

    /// The largest mail the server takes; 0 when it does not say.
    long mostBytes() {
        String size = offered.getOrDefault("SIZE", "").strip();
        return size.matches("\\d{1,18}") ? Long.parseLong(size) : 0;
    }
}
