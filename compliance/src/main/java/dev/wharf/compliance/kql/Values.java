package dev.wharf.compliance.kql;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.TextField;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads what stands after a property's operator, or alone.
final class Values {
    private static final String ITEM_CLASS = "ipm.externaldata.whatsapparchiver";
    private static final Pattern CHAT_ID = Pattern.compile("[0-9a-f]{16}");

    /// A country code, and groups of digits with what people put between them.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "\\+[0-9](?:[ \\u00A0.()/\\-\\u2010-\\u2015]{0,3}[0-9]){5,16}(?![\\p{L}\\p{N}])");

    private final Cursor cursor;
    private final KqlDates dates;

    Values(Cursor cursor, KqlDates dates) {
        this.cursor = cursor;
        this.dates = dates;
    }

    /// @param star a * stood at its end
    private record Value(String text, boolean star, int start) {}

    Query of(Property property, Operator operator) {
        if (property == Property.DATE) {
            return date(operator);
        }
        if (operator != Operator.IS
                && operator != Operator.EQUAL
                && operator != Operator.NOT_EQUAL) {
            throw cursor.error(
                    cursor.at() - operator.sign().length(),
                    "only date takes %s; write %s:".formatted(operator.sign(), property.label()));
        }
        List<Query> any = new ArrayList<>();
        any.add(one(property));
        while (property.takesLists() && (cursor.here() == ',' || cursor.here() == ';')) {
            cursor.advance();
            any.add(one(property));
        }
        Query query = either(any);
        return operator == Operator.NOT_EQUAL ? new Query.Not(query) : query;
    }

    private static Query either(List<Query> any) {
        if (any.size() == 1) {
            return any.getFirst();
        }
        if (any.stream().allMatch(Query.OfKind.class::isInstance)) {
            return new Query.OfKind(
                    any.stream()
                            .flatMap(query -> ((Query.OfKind) query).kinds().stream())
                            .collect(Collectors.toSet()));
        }
        return new Query.Or(any);
    }

    private Query one(Property property) {
        Optional<TextField> field = property.textField();
        if (field.isEmpty()) {
            Value value = value(property);
            return switch (property) {
                case KIND -> kind(value);
                case ITEM_CLASS -> itemClass(value);
                case HAS_ATTACHMENT -> hasAttachment(value);
                case FROM, TO, PARTICIPANTS, SUBJECT, BODY, CHAT, ATTACHMENT_NAMES, DATE ->
                        throw new IllegalStateException("takes a text: " + property);
            };
        }
        Value value = value(property);
        if (property == Property.CHAT && !value.star && CHAT_ID.matcher(value.text).matches()) {
            return new Query.InChat(ConversationId.parse(value.text));
        }
        if (value.text.isEmpty() && value.star) {
            throw cursor.error(
                    value.start,
                    "%s:* says nothing; write at least a letter before the *"
                            .formatted(property.label()));
        }
        return phrase(field.get(), value);
    }

    /// A free word or phrase.
    Query text(TextField field) {
        Value value = value(null);
        if (value.text.isEmpty() && value.star) {
            return new Query.All();
        }
        return phrase(field, value);
    }

    private Query phrase(TextField field, Value value) {
        if (!KqlParser.hasWords(value.text)) {
            throw cursor.error(
                    value.start,
                    "“%s” holds no letter, digit or emoji to look for; leave it out%s"
                            .formatted(
                                    Cursor.shown(value.text),
                                    value.text.startsWith(":")
                                            ? ", and write properties without a space: from:ana"
                                            : ""));
        }
        return new Query.Phrase(field, value.text, value.star);
    }

    private Value value(@Nullable Property property) {
        int start = cursor.at();
        if (cursor.atQuote()) {
            return quoted();
        }
        String text = number().orElseGet(() -> bare(property));
        if (text.isEmpty()) {
            String label = property == null ? "this" : property.label() + ":";
            throw cursor.error(
                    start,
                    label + " needs a value right after it, without a space, as in from:ana");
        }
        boolean star = text.endsWith("*");
        if (star) {
            text = text.substring(0, text.length() - 1);
        }
        refuseInnerStar(text, start);
        return new Value(text, star, start);
    }

    private Value quoted() {
        int start = cursor.at();
        char open = cursor.here();
        cursor.advance();
        int inside = cursor.at();
        while (!cursor.atEnd() && !closes(open, cursor.here())) {
            cursor.advance();
        }
        if (cursor.atEnd()) {
            throw cursor.error(start, "these quotes are not closed; add a \"");
        }
        String text = cursor.since(inside).strip();
        cursor.advance();
        boolean star = text.endsWith("*");
        if (star) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        if (text.isEmpty()) {
            throw cursor.error(start, "nothing between the quotes; an empty value finds nothing");
        }
        refuseInnerStar(text, start);
        return new Value(text.replace('"', ' '), star, start);
    }

    private static boolean closes(char open, char c) {
        return open == '"' ? c == '"' : Cursor.isQuote(c) && c != '\u201E';
    }

    private void refuseInnerStar(String text, int start) {
        if (text.indexOf('*') >= 0) {
            throw cursor.error(
                    start,
                    "a * stands only at the end of a word or phrase: “%s*”"
                            .formatted(Cursor.shown(text.substring(0, text.indexOf('*')).strip())));
        }
    }

    /// `+44 7700 900123` needs no quotes.
    private Optional<String> number() {
        if (cursor.here() != '+') {
            return Optional.empty();
        }
        Matcher number = cursor.matcher(NUMBER);
        if (!number.lookingAt()) {
            return Optional.empty();
        }
        cursor.moveTo(number.end());
        return Optional.of(number.group());
    }

    private String bare(@Nullable Property property) {
        int start = cursor.at();
        while (!cursor.atEnd() && !endsBare(property)) {
            cursor.advance();
        }
        return cursor.since(start).replace('"', '\u05F4');
    }

    private boolean endsBare(@Nullable Property property) {
        char c = cursor.here();
        if (Cursor.isBlank(c) || c == '(' || c == ')') {
            return true;
        }
        if (property != null && property.takesLists() && (c == ',' || c == ';')) {
            return true;
        }
        return Cursor.isQuote(c) && !(isHebrew(cursor.ahead(-1)) && isHebrew(cursor.ahead(1)));
    }

    /// An abbreviation such as צה"ל holds a quotation mark that closes nothing.
    private static boolean isHebrew(char c) {
        return c >= 0x05D0 && c <= 0x05EA;
    }

    private Query kind(Value value) {
        String name = value.text.toLowerCase(Locale.ROOT);
        if (name.equals("externaldata") || (value.star && "externaldata".startsWith(name))) {
            return new Query.All();
        }
        return Arrays.stream(EventKind.values())
                .filter(kind -> kind != EventKind.RECEIPT)
                .filter(
                        kind ->
                                KqlPrinter.name(kind).equals(name)
                                        || (KqlPrinter.name(kind) + "s").equals(name))
                .findFirst()
                .map(kind -> (Query) new Query.OfKind(Set.of(kind)))
                .orElseThrow(() -> unknownKind(value));
    }

    private RuntimeException unknownKind(Value value) {
        String known =
                Arrays.stream(EventKind.values())
                        .filter(kind -> kind != EventKind.RECEIPT)
                        .map(KqlPrinter::name)
                        .collect(Collectors.joining(", "));
        return cursor.error(
                value.start,
                "“%s” is no kind of item; known are %s, and externaldata for all"
                        .formatted(Cursor.shown(value.text), known));
    }

    private static Query itemClass(Value value) {
        String name = value.text.toLowerCase(Locale.ROOT);
        boolean ours = value.star ? ITEM_CLASS.startsWith(name) : ITEM_CLASS.equals(name);
        return ours ? new Query.All() : new Query.Not(new Query.All());
    }

    private Query hasAttachment(Value value) {
        return switch (value.text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> new Query.HasAttachment();
            case "false", "no", "0" -> new Query.Not(new Query.HasAttachment());
            default ->
                    throw cursor.error(
                            value.start, "write hasattachment:true or hasattachment:false");
        };
    }

    private Query date(Operator operator) {
        int start = cursor.at();
        String text = cursor.atQuote() ? quoted().text : bare(null);
        int dots = text.indexOf("..");
        if (dots >= 0) {
            if (operator != Operator.IS && operator != Operator.EQUAL) {
                throw cursor.error(start, "a range follows a colon: date:2025-01-01..2025-03-31");
            }
            return range(text.substring(0, dots), text.substring(dots + 2), start);
        }
        KqlDates.Span span = span(text, start);
        return switch (operator) {
            case IS, EQUAL -> span.period();
            case NOT_EQUAL -> new Query.Not(span.period());
            case AT_LEAST -> new Query.Period(span.from(), null);
            case MORE -> new Query.Period(span.before(), null);
            case LESS -> new Query.Period(null, span.from());
            case AT_MOST -> new Query.Period(null, span.before());
        };
    }

    private Query range(String first, String last, int start) {
        Instant from = first.isBlank() ? null : span(first, start).from();
        Instant before = last.isBlank() ? null : span(last, start).before();
        if (from == null && before == null) {
            throw cursor.error(start, "a range needs a date: date:2025-01-01..2025-03-31");
        }
        if (from != null && before != null && !from.isBefore(before)) {
            throw cursor.error(start, "this range ends before it begins; swap its dates");
        }
        return new Query.Period(from, before);
    }

    private KqlDates.Span span(String text, int start) {
        return dates.span(text)
                .orElseThrow(
                        () ->
                                cursor.error(
                                        start,
                                        ("“%s” is no date; write 2025-03-31, 2025-03-31T14:00,"
                                                        + " 2025-03, today, yesterday, \"last month\"")
                                                .formatted(Cursor.shown(text))));
    }
}
