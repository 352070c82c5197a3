package dev.wharf.compliance.kql;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the text of a query.
final class Cursor {
    private static final String OPENING = "\"\u201C\u201D\u201E\u00AB\u00BB";
    private static final int SHOWN = 30;

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /// The character here; a blank at the end.
    char here() {
        return ahead(0);
    }

    char ahead(int distance) {
        int index = at + distance;
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }

    void advance() {
        at++;
    }

    String since(int start) {
        return text.substring(start, at);
    }

    /// Matches from here on.
    Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    void skipBlanks() {
        while (!atEnd() && isBlank(here())) {
            at++;
        }
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// Whether this upper-case word stands here, as a word of its own.
    boolean atKeyword(String word) {
        if (!startsWith(word)) {
            return false;
        }
        char next = ahead(word.length());
        return isBlank(next) || next == '(' || next == ')' || isQuote(next);
    }

    boolean atQuote() {
        return !atEnd() && isQuote(here());
    }

    /// Straight, curly and angular: queries are pasted from letters.
    static boolean isQuote(char c) {
        return OPENING.indexOf(c) >= 0;
    }

    WharfException error(int position, String message) {
        return new WharfException(
                ErrorCode.QUERY_INVALID,
                "the query, character %d: %s".formatted(position + 1, message));
    }

    /// A piece of the query to show in an error.
    static String shown(String piece) {
        String shortened = piece;
        if (piece.codePointCount(0, piece.length()) > SHOWN) {
            shortened = piece.substring(0, piece.offsetByCodePoints(0, SHOWN)) + "…";
        }
        return shortened
                .codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
