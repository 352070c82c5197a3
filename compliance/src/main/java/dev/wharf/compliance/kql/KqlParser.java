package dev.wharf.compliance.kql;

import dev.wharf.core.search.Query;
import dev.wharf.core.search.TextField;
import dev.wharf.core.search.WordScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A recursive descent over the characters. What binds tighter comes first: `NOT` and `-`, `NEAR`,
/// `AND` or a space, `OR`.
final class KqlParser {
    private static final int DEEPEST = 100;
    private static final int DEFAULT_DISTANCE = 8;
    private static final int LONGEST_DISTANCE = 1_000;

    private final Cursor cursor;
    private final Values values;
    private int depth;

    /// The property whose parentheses we are in; null outside.
    private @Nullable Property scope;

    KqlParser(String text, KqlDates dates) {
        cursor = new Cursor(text);
        values = new Values(cursor, dates);
        if (text.length() > Kql.LONGEST) {
            throw cursor.error(
                    Kql.LONGEST,
                    "a query has at most %,d characters; split it".formatted(Kql.LONGEST));
        }
    }

    Query parse() {
        cursor.skipBlanks();
        if (cursor.atEnd()) {
            throw cursor.error(0, "nothing to look for; * finds everything");
        }
        Query query = or();
        if (!cursor.atEnd()) {
            throw cursor.error(cursor.at(), "this ) closes nothing; remove it or add its (");
        }
        return query;
    }

    private Query or() {
        List<Query> any = new ArrayList<>();
        addTo(any, and());
        while (cursor.atKeyword("OR")) {
            cursor.moveTo(cursor.at() + 2);
            expectOperand("OR");
            addTo(any, and());
        }
        return any.size() == 1 ? any.getFirst() : new Query.Or(any);
    }

    private static void addTo(List<Query> any, Query query) {
        if (query instanceof Query.Or(List<Query> inner)) {
            any.addAll(inner);
        } else {
            any.add(query);
        }
    }

    private Query and() {
        List<Query> all = new ArrayList<>();
        while (true) {
            Query next = near();
            if (next instanceof Query.And(List<Query> inner)) {
                all.addAll(inner);
            } else {
                all.add(next);
            }
            cursor.skipBlanks();
            if (cursor.atEnd() || cursor.here() == ')' || cursor.atKeyword("OR")) {
                return all.size() == 1 ? all.getFirst() : new Query.And(all);
            }
            if (cursor.atKeyword("AND")) {
                cursor.moveTo(cursor.at() + 3);
                expectOperand("AND");
            }
        }
    }

    private void expectOperand(String operator) {
        cursor.skipBlanks();
        if (cursor.atEnd() || cursor.here() == ')') {
            throw cursor.error(
                    cursor.at(), operator + " needs something after it; in quotes it is a word");
        }
    }

    /// `a NEAR b NEAR c`: each pair of neighbours.
    private Query near() {
        int start = cursor.at();
        Query left = unary();
        List<Query> pairs = new ArrayList<>();
        cursor.skipBlanks();
        while (cursor.atKeyword("NEAR")) {
            cursor.moveTo(cursor.at() + 4);
            int distance = distance();
            expectOperand("NEAR");
            int rightStart = cursor.at();
            Query right = unary();
            pairs.add(new Query.Near(nearText(left, start), nearText(right, rightStart), distance));
            left = right;
            start = rightStart;
            cursor.skipBlanks();
        }
        if (cursor.atKeyword("ONEAR")) {
            throw cursor.error(cursor.at(), "ONEAR is not known; write NEAR(5), in any order");
        }
        if (pairs.isEmpty()) {
            return left;
        }
        return pairs.size() == 1 ? pairs.getFirst() : new Query.And(pairs);
    }

    private String nearText(Query side, int start) {
        if (side instanceof Query.Phrase(TextField field, String text, boolean prefix)
                && !prefix
                && (field == TextField.ANYWHERE || field == TextField.BODY)) {
            return text;
        }
        throw cursor.error(
                start, "NEAR stands between two whole words or quoted phrases, as in a NEAR(5) b");
    }

    /// `(5)`, `(n=5)` or nothing.
    private int distance() {
        if (cursor.here() != '(') {
            return DEFAULT_DISTANCE;
        }
        int start = cursor.at();
        cursor.advance();
        if (cursor.startsWith("n=") || cursor.startsWith("N=")) {
            cursor.moveTo(cursor.at() + 2);
        }
        int distance = 0;
        int digits = 0;
        while (cursor.here() >= '0' && cursor.here() <= '9' && digits++ < 5) {
            distance = distance * 10 + (cursor.here() - '0');
            cursor.advance();
        }
        if (digits == 0 || cursor.here() != ')' || distance > LONGEST_DISTANCE) {
            throw cursor.error(
                    start,
                    "NEAR takes how many words may lie between, at most %,d: NEAR(5)"
                            .formatted(LONGEST_DISTANCE));
        }
        cursor.advance();
        return distance;
    }

    private Query unary() {
        cursor.skipBlanks();
        if (cursor.atKeyword("NOT")) {
            cursor.moveTo(cursor.at() + 3);
            expectOperand("NOT");
            return negated();
        }
        if (cursor.here() == '-' && !Cursor.isBlank(cursor.ahead(1))) {
            cursor.advance();
            return negated();
        }
        if (cursor.here() == '+' && !Character.isDigit(cursor.ahead(1))) {
            cursor.advance();
            if (cursor.atEnd() || Cursor.isBlank(cursor.here())) {
                throw cursor.error(cursor.at() - 1, "+ stands right before a word");
            }
        }
        return primary();
    }

    private Query negated() {
        deeper();
        Query query = unary();
        depth--;
        return new Query.Not(query);
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw cursor.error(
                    cursor.at(), "more than %d levels of parentheses".formatted(DEEPEST));
        }
    }

    private Query primary() {
        refuseStrayOperator();
        if (cursor.here() == '(') {
            return parenthesised();
        }
        if (!cursor.atQuote()) {
            Optional<Query> property = property();
            if (property.isPresent()) {
                return property.get();
            }
        }
        return scope == null ? values.text(TextField.ANYWHERE) : values.of(scope, Operator.IS);
    }

    private void refuseStrayOperator() {
        for (String operator : List.of("AND", "OR", "NEAR", "ONEAR")) {
            if (cursor.atKeyword(operator)) {
                throw cursor.error(
                        cursor.at(),
                        "%s needs something before it; as a word it is written \"%s\""
                                .formatted(operator, operator.toLowerCase(Locale.ROOT)));
            }
        }
    }

    private Query parenthesised() {
        int open = cursor.at();
        deeper();
        cursor.advance();
        cursor.skipBlanks();
        if (cursor.here() == ')' && !cursor.atEnd()) {
            throw cursor.error(open, "nothing between ( and )");
        }
        if (cursor.atEnd()) {
            throw cursor.error(open, "this ( is not closed; add a )");
        }
        Query query = or();
        if (cursor.atEnd()) {
            throw cursor.error(open, "this ( is not closed; add a )");
        }
        cursor.advance();
        depth--;
        return query;
    }

    /// A name and an operator without a space between, as `from:`.
    private Optional<Query> property() {
        int start = cursor.at();
        while (isNameLetter(cursor.here()) && !cursor.atEnd()) {
            cursor.advance();
        }
        String name = cursor.since(start);
        Operator operator = name.isEmpty() ? null : operator();
        if (operator == null || (operator == Operator.IS && cursor.startsWith("//"))) {
            cursor.moveTo(start);
            return Optional.empty();
        }
        Optional<Property> property = Property.named(name);
        if (property.isEmpty()) {
            if (operator == Operator.IS) {
                throw unknown(name, start);
            }
            cursor.moveTo(start);
            return Optional.empty();
        }
        if (scope != null) {
            throw cursor.error(
                    start,
                    "%s: cannot stand within the parentheses of %s:; close them first"
                            .formatted(property.get().label(), scope.label()));
        }
        return Optional.of(property(property.get(), operator, start));
    }

    private Query property(Property property, Operator operator, int start) {
        if (cursor.here() != '(' || cursor.atEnd()) {
            return values.of(property, operator);
        }
        if (operator != Operator.IS && operator != Operator.EQUAL) {
            throw cursor.error(
                    start, "parentheses follow a colon: " + property.label() + ":(a OR b)");
        }
        scope = property;
        Query query = parenthesised();
        scope = null;
        return query;
    }

    private static boolean isNameLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private @Nullable Operator operator() {
        for (Operator operator : Operator.values()) {
            if (cursor.startsWith(operator.sign())) {
                cursor.moveTo(cursor.at() + operator.sign().length());
                return operator;
            }
        }
        return null;
    }

    private RuntimeException unknown(String name, int start) {
        String advice =
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "cc", "bcc" -> "a chat has no copies; write to: or participants:";
                    case "size" -> "sizes are not indexed; write hasattachment:true";
                    case "category", "importance", "isread", "folderid", "title", "filesize" ->
                            "chats have no such property";
                    default -> "known are " + Property.all();
                };
        return cursor.error(
                start,
                "“%s:” is not a property: %s. To look for the text itself, put it in quotes"
                        .formatted(Cursor.shown(name), advice));
    }

    /// Whether there is anything in it that an index could hold.
    static boolean hasWords(String text) {
        return new WordScanner().over(text).next();
    }
}
