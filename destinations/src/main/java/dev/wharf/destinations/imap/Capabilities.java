package dev.wharf.destinations.imap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a server says it can do. Names in upper case.
record Capabilities(Set<String> names) {
    static final Capabilities NONE = new Capabilities(Set.of());

    private static final String LIMIT = "APPENDLIMIT=";

    Capabilities {
        names = Set.copyOf(names);
    }

    static Capabilities parse(String list) {
        return new Capabilities(
                Arrays.stream(list.strip().split(" +"))
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /// Whether a literal of that size may be sent without asking first (RFC 7888).
    boolean unasked(long literal) {
        return has("LITERAL+") || (has("LITERAL-") && literal <= 4096);
    }

    /// Bytes of a mail that the server takes (RFC 7889); 0 when it does not say.
    long appendLimit() {
        return names.stream()
                .filter(name -> name.startsWith(LIMIT))
                .map(name -> name.substring(LIMIT.length()))
                .filter(digits -> digits.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
