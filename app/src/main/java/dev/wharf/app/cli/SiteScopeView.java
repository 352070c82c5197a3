package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.scope.Choice;
import dev.wharf.site.scope.Scope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// What may be captured of an account, as the command line shows it.
record SiteScopeView(String account, Scope scope) {

    void show(Console console) {
        Instant from = scope.from();
        Table table =
                new Table("rule", "~of " + account)
                        .row("direct", text(scope.direct()))
                        .row("groups", text(scope.groups()))
                        .row("only", numbers(scope.only(), "every number"))
                        .row("never", numbers(scope.never(), "none"))
                        .row("unknown-numbers", word(scope.unknownNumbers()))
                        .row("from", from == null ? "no limit" : Times.text(from))
                        .row("history", word(scope.history()))
                        .row("receipts", word(scope.receipts()))
                        .row("context", word(scope.context()))
                        .row("broadcasts", word(scope.broadcasts()))
                        .row("status", word(scope.status()))
                        .row("channels", word(scope.channels()));
        console.print(table);
        console.print(json());
    }

    private Json json() {
        return Json.object()
                .with("account", account)
                .with("direct", value(scope.direct()))
                .with("groups", value(scope.groups()))
                .with("only", phones(scope.only()))
                .with("never", phones(scope.never()))
                .with("unknownNumbers", scope.unknownNumbers())
                .with("from", scope.from())
                .with("history", scope.history())
                .with("receipts", scope.receipts())
                .with("context", scope.context())
                .with("broadcasts", scope.broadcasts())
                .with("status", scope.status())
                .with("channels", scope.channels());
    }

    private static Json value(Choice choice) {
        return switch (choice) {
            case Choice.All _ -> Json.object().with("which", "all").with("chats", List.of());
            case Choice.None _ -> Json.object().with("which", "none").with("chats", List.of());
            case Choice.Listed listed ->
                    Json.object().with("which", "listed").with("chats", listed.sorted());
        };
    }

    private static String text(Choice choice) {
        return switch (choice) {
            case Choice.All _ -> "all";
            case Choice.None _ -> "none";
            case Choice.Listed listed -> String.join(", ", listed.sorted());
        };
    }

    private static List<String> phones(Collection<PhoneNumber> numbers) {
        return new ArrayList<>(new TreeSet<>(numbers).stream().map(PhoneNumber::e164).toList());
    }

    private static String numbers(Collection<PhoneNumber> numbers, String none) {
        return numbers.isEmpty() ? none : String.join(", ", phones(numbers));
    }

    private static String word(boolean on) {
        return on ? "yes" : "no";
    }
}
