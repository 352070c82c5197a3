package dev.wharf.compliance.search;

import dev.wharf.core.search.Query;
import dev.wharf.core.search.TextField;
import dev.wharf.core.search.WordScanner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Cuts the piece of a text in which most of a query's words stand closest, and marks them. Uses
/// the same words as the index, so an accent or a skin tone does not hide a match.
final class SnippetMaker {
    private static final int WIDTH = 160;
    private static final int BEFORE = 40;
    private static final int WORDS_LOOKED_AT = 20_000;

    private final Set<String> words = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();

    SnippetMaker(Query query) {
        collect(query);
    }

    private void collect(Query query) {
        switch (query) {
            case Query.And(List<Query> all) -> all.forEach(this::collect);
            case Query.Or(List<Query> any) -> any.forEach(this::collect);
            case Query.Phrase(TextField field, String text, boolean prefix) -> {
                if (field == TextField.ANYWHERE || field == TextField.BODY) {
                    collect(text, prefix);
                }
            }
            case Query.Near(String left, String right, int _) -> {
                collect(left, false);
                collect(right, false);
            }
            case Query.Not _,
                    Query.All _,
                    Query.Period _,
                    Query.HasAttachment _,
                    Query.OfKind _,
                    Query.InChat _ -> {}
        }
    }

    private void collect(String text, boolean prefix) {
        WordScanner scanner = new WordScanner().over(text);
        String last = "";
        while (scanner.next()) {
            words.add(scanner.word());
            if (scanner.role() == WordScanner.Role.WORD) {
                last = scanner.word();
            }
        }
        if (prefix && !last.isEmpty()) {
            beginnings.add(last);
        }
    }

    Snippet of(String text) {
        List<Snippet.Mark> found = marks(text);
        int centre = found.isEmpty() ? 0 : densest(found);
        int start = startOfPiece(text, centre);
        int end = endOfPiece(text, start);
        return cut(text, start, end, found);
    }

    private List<Snippet.Mark> marks(String text) {
        List<Snippet.Mark> marks = new ArrayList<>();
        if (words.isEmpty() && beginnings.isEmpty()) {
            return marks;
        }
        WordScanner scanner = new WordScanner().over(text);
        for (int i = 0; i < WORDS_LOOKED_AT && scanner.next(); i++) {
            int lastEnd = marks.isEmpty() ? 0 : marks.getLast().end();
            if (scanner.start() >= lastEnd && matches(scanner.word())) {
                marks.add(new Snippet.Mark(scanner.start(), scanner.end()));
            }
        }
        return marks;
    }

    private boolean matches(String word) {
        return words.contains(word) || beginnings.stream().anyMatch(word::startsWith);
    }

    /// Start of the stretch of one snippet's width that holds the most marks.
    private static int densest(List<Snippet.Mark> marks) {
        int best = 0;
        int most = 0;
        int last = 0;
        for (int first = 0; first < marks.size(); first++) {
            int limit = marks.get(first).start() + WIDTH - BEFORE;
            while (last < marks.size() && marks.get(last).end() <= limit) {
                last++;
            }
            if (last - first > most) {
                most = last - first;
                best = first;
            }
        }
        return marks.get(best).start();
    }

    private static int startOfPiece(String text, int centre) {
        if (centre <= BEFORE || text.length() <= WIDTH) {
            return 0;
        }
        int start = Math.min(centre - BEFORE, text.length() - WIDTH);
        for (int i = start; i < start + BEFORE / 2; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return wholeCharacter(text, start);
    }

    private static int endOfPiece(String text, int start) {
        int end = start + WIDTH;
        if (end >= text.length()) {
            return text.length();
        }
        for (int i = end; i > end - BEFORE / 2; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return wholeCharacter(text, end);
    }

    private static int wholeCharacter(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }

    private static Snippet cut(String text, int start, int end, List<Snippet.Mark> found) {
        String before = start > 0 ? "…" : "";
        String after = end < text.length() ? "…" : "";
        int shift = before.length() - start;
        List<Snippet.Mark> marks =
                found.stream()
                        .filter(mark -> mark.start() >= start && mark.end() <= end)
                        .map(mark -> new Snippet.Mark(mark.start() + shift, mark.end() + shift))
                        .toList();
        return new Snippet(before + SafeText.of(text.substring(start, end)) + after, marks);
    }
}
