package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.core.directory.User;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.account.MethodForm;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/// An account as the command line shows it.
record SiteAccountView(Account account) {

    static void show(Console console, List<Account> accounts) {
        Table table = new Table("account", "~name", "e-mail", "numbers", "method", "state");
        for (Account each : accounts) {
            SiteAccountView view = new SiteAccountView(each);
            table.row(
                    each.id(),
                    each.label().isEmpty() ? each.name() : each.name() + " / " + each.label(),
                    each.email(),
                    view.numbers(),
                    each.method().kind(),
                    ItemView.lower(each.state()));
        }
        if (table.isEmpty()) {
            console.say("Nobody is enrolled; 'wharf site account add' or 'import' enrols.");
        } else {
            console.print(table);
        }
        console.print(
                Json.object()
                        .with(
                                "accounts",
                                accounts.stream()
                                        .map(a -> new SiteAccountView(a).json())
                                        .toList()));
    }

    /// @param did what happened to it, for people: `enrolled`
    void show(Console console, String did) {
        console.print(
                "%s %s: %s <%s>, %s, %s%s"
                        .formatted(
                                account.id(),
                                did,
                                account.name(),
                                account.email(),
                                account.method().kind(),
                                ItemView.lower(account.state()),
                                account.lines().isEmpty() ? "" : ", " + numbers()));
        console.print(Json.object().with("account", json()));
    }

    Json json() {
        return Json.object()
                .with("id", account.id())
                .with("name", account.name())
                .with("email", account.email())
                .with("label", account.label())
                .with("state", ItemView.lower(account.state()))
                .with("method", account.method().kind())
                .with("fields", MethodForm.of(account.method()).fields())
                .with("session", session())
                .with("enrolled", account.enrolled())
                .with("numbers", account.lines().stream().map(SiteAccountView::json).toList());
    }

    private @Nullable String session() {
        return account.method() instanceof CaptureMethod.Linked linked ? linked.session() : null;
    }

    private static Json json(User.Line line) {
        return Json.object()
                .with("phone", line.phone())
                .with("from", line.from())
                .with("until", line.until());
    }

    private String numbers() {
        return account.lines().stream()
                .map(SiteAccountView::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(User.Line line) {
        LocalDate from = line.from();
        LocalDate until = line.until();
        return line.phone()
                + (from == null ? "" : " from " + from)
                + (until == null ? "" : " until " + until);
    }
}
