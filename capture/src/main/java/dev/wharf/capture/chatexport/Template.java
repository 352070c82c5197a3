package dev.wharf.capture.chatexport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text of WhatsApp's own with places for names: `{1} added {2}`.
final class Template {
    private static final String QUOTES = "\"“”„«»‟″「」『』";

    private final List<String> literals = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final int names;
    private final String longest;

    Template(String text) {
        String lower = lower(text);
        int from = 0;
        for (int open = lower.indexOf('{'); open >= 0; open = lower.indexOf('{', from)) {
            literals.add(lower.substring(from, open));
            places.add(lower.charAt(open + 1) - '1');
            from = open + 3;
        }
        literals.add(lower.substring(from));
        names = places.stream().mapToInt(place -> place + 1).max().orElse(0);
        String best = "";
        for (String literal : literals) {
            best = literal.strip().length() > best.length() ? literal.strip() : best;
        }
        longest = best;
    }

    static List<Template> load(String resource, String section) {
        return WordLists.sections(resource).getOrDefault(section, List.of()).stream()
                .map(Template::new)
                .toList();
    }

    boolean hasPlaces() {
        return names > 0;
    }

    /// Whether the words, which hold no places, stand somewhere in the text.
    boolean within(Line line) {
        return line.lower.contains(longest);
    }

    /// @return the names in the order of their numbers, as the text spells them; empty when the
    ///   text says something else
    Optional<List<String>> match(Line line) {
        String lower = line.lower;
        if (!lower.contains(longest) || !lower.startsWith(literals.getFirst())) {
            return Optional.empty();
        }
        if (places.isEmpty()) {
            return lower.equals(literals.getFirst()) ? Optional.of(List.of()) : Optional.empty();
        }
        String[] found = new String[names];
        java.util.Arrays.fill(found, "");
        int at = literals.getFirst().length();
        for (int i = 0; i < places.size(); i++) {
            String next = literals.get(i + 1);
            int end = i + 1 == places.size() ? lastEnd(lower, next) : lower.indexOf(next, at + 1);
            if (end <= at) {
                return Optional.empty();
            }
            found[places.get(i)] = unquoted(line.plain.substring(at, end).strip());
            at = end + next.length();
        }
        return Optional.of(List.of(found));
    }

    private static int lastEnd(String lower, String tail) {
        return lower.endsWith(tail) ? lower.length() - tail.length() : -1;
    }

    private static String unquoted(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && isQuoteOrSpace(name.charAt(from))) {
            from++;
        }
        while (to > from && isQuoteOrSpace(name.charAt(to - 1))) {
            to--;
        }
        return from < to ? name.substring(from, to) : name;
    }

    private static boolean isQuoteOrSpace(char c) {
        return c == ' ' || QUOTES.indexOf(c) >= 0;
    }

    /// Lower case character by character, so that places in both texts stay the same.
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c == '’' ? '\'' : Character.toLowerCase(c));
        }
        return lower.toString();
    }

    /// A text made ready to be held against many templates.
    static final class Line {
        final String plain;
        final String lower;

        Line(String text) {
            String spaced = Marks.plain(text);
            boolean stop = spaced.endsWith(".") || spaced.endsWith("。") || spaced.endsWith("।");
            plain = stop ? spaced.substring(0, spaced.length() - 1).strip() : spaced;
            lower = lower(plain);
        }
    }
}
