package dev.wharf.compliance.kql;

import dev.wharf.core.event.EventKind;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.TextField;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Prints a query so that reading it gives the same query. Parentheses stand wherever two operators
/// meet, so that a person sees how it was understood.
final class KqlPrinter {
    private KqlPrinter() {}

    static String print(Query query) {
        return switch (query) {
            case Query.And(List<Query> all) -> joined(all, " AND ");
            case Query.Or(List<Query> any) -> joined(any, " OR ");
            case Query.Not(Query not) -> "NOT " + part(not);
            case Query.All() -> "*";
            case Query.Phrase(TextField field, String text, boolean prefix) ->
                    property(field) + quoted(text, prefix);
            case Query.Near(String left, String right, int distance) ->
                    quoted(left, false) + " NEAR(" + distance + ") " + quoted(right, false);
            case Query.Period(Instant from, Instant before) -> period(from, before);
            case Query.HasAttachment() -> "hasattachment:true";
            case Query.OfKind(var kinds) ->
                    "kind:"
                            + kinds.stream()
                                    .sorted()
                                    .map(KqlPrinter::name)
                                    .collect(Collectors.joining(","));
            case Query.InChat(var chat) -> "chat:" + chat;
        };
    }

    static String name(EventKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String joined(List<Query> parts, String operator) {
        return parts.stream().map(KqlPrinter::part).collect(Collectors.joining(operator));
    }

    private static String part(Query query) {
        return switch (query) {
            case Query.And _, Query.Or _, Query.Near _ -> "(" + print(query) + ")";
            case Query.Not _,
                    Query.All _,
                    Query.Phrase _,
                    Query.Period _,
                    Query.HasAttachment _,
                    Query.OfKind _,
                    Query.InChat _ ->
                    print(query);
        };
    }

    private static String property(TextField field) {
        return field == TextField.ANYWHERE ? "" : Property.of(field).label() + ":";
    }

    private static String quoted(String text, boolean prefix) {
        return '"' + text + (prefix ? "*" : "") + '"';
    }

    private static String period(@Nullable Instant from, @Nullable Instant before) {
        if (from != null && before != null) {
            return "date:" + from + ".." + before.minusSeconds(1);
        }
        if (from != null) {
            return "date>=" + from;
        }
        return before == null ? "*" : "date<" + before;
    }
}
