package dev.wharf.capture.chatexport;

import java.util.ArrayList;
import java.util.List;

/// A text of WhatsApp's own with places for names: `{1} added {2}`.
final class Template {
    private final List<String> literals = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
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

    static boolean mayMatch(List<Template> templates, String text) {
        String lower = lower(Wording.key(text));
        return templates.stream().anyMatch(template -> lower.contains(template.longest));
    }

    boolean hasPlaces() {
        return !places.isEmpty();
    }

    /// Whether the words, which hold no places, stand somewhere in the text.
    boolean within(String lower) {
        return lower.contains(longest);
    }

    /// @return the names in the order of their numbers, as the text spells them; empty when the
    ///   text says something else
    List<String> match(String text) {
        String plain = withoutStop(Marks.plain(text));
        String lower = lower(plain);
        if (!lower.contains(longest) || !lower.startsWith(literals.getFirst())) {
            return List.of();
        }
        String[] names = new String[places.size()];
        int at = literals.getFirst().length();
        for (int i = 0; i < names.length; i++) {
            String next = literals.get(i + 1);
            boolean last = i + 1 == names.length;
            int end =
                    last
                            ? (lower.endsWith(next) ? lower.length() - next.length() : -1)
                            : lower.indexOf(next, at + 1);
            if (end <= at) {
                return List.of();
            }
            names[places.get(i)] = unquoted(plain.substring(at, end).strip());
            at = end + next.length();
        }
        return List.of(names);
    }

    private static String withoutStop(String text) {
        return text.endsWith(".") || text.endsWith("。") || text.endsWith("।")
                ? text.substring(0, text.length() - 1).strip()
                : text;
    }

    private static String unquoted(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && isQuote(name.charAt(from))) {
            from++;
        }
        while (to > from && isQuote(name.charAt(to - 1))) {
            to--;
        }
        return from < to ? name.substring(from, to) : name;
    }

    private static boolean isQuote(char c) {
        return "\"“”„«»‟″「」『』".indexOf(c) >= 0;
    }

    /// Lower case character by character, so that places in both texts stay the same.
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c == '’' ? '\'' : Character.toLowerCase(c));
        }
        return lower.toString();
    }
}
