package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.account.Account;
import dev.wharf.site.scope.Exclusions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;

@Command(
        name = "exclusions",
        description = {
            "Count what scope left out, by account, rule and day.",
            "With --chat and --message: whether that message was left out. Nobody can list them."
        })
final class SiteExclusions extends SiteVerb {

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Of this account only.")
    @Nullable String account;

    @Option(
            names = "--chat",
            paramLabel = "ADDRESS",
            description = "The chat's address: 447700900001@s.whatsapp.net, …@g.us.")
    @Nullable String chat;

    @Option(names = "--message", paramLabel = "ID", description = "The message's id.")
    @Nullable String message;

    SiteExclusions(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        if (chat != null && message != null) {
            prove(site.exclusions().proofs(chat, message));
        } else if (chat == null && message == null) {
            count(site);
        } else {
            throw SiteInput.invalid("--chat and --message belong together.");
        }
        return ExitCode.OK;
    }

    private void prove(List<Exclusions.Proof> proofs) {
        if (proofs.isEmpty()) {
            console().print("There is no record that this message was left out.");
        }
        for (Exclusions.Proof each : proofs) {
            console()
                    .print(
                            "Left out of %s on %s by the rule: %s"
                                    .formatted(each.account(), Times.text(each.at()), each.rule()));
        }
        console()
                .print(
                        Json.object()
                                .with(
                                        "leftOut",
                                        proofs.stream().map(SiteExclusions::json).toList()));
    }

    private void count(OpenSite site) {
        List<String> ids =
                account == null
                        ? site.accounts().all().stream().map(Account::id).toList()
                        : List.of(site.accounts().require(account).id());
        List<Exclusions.Count> counts =
                ids.stream().flatMap(id -> site.exclusions().counts(id).stream()).toList();
        Table table = new Table("account", "day", "~rule", ">updates");
        for (Exclusions.Count each : counts) {
            table.row(each.account(), each.day(), each.rule(), Quantity.count(each.updates()));
        }
        if (table.isEmpty()) {
            console().say("Nothing was left out.");
        } else {
            console().print(table);
        }
        console()
                .print(
                        Json.object()
                                .with(
                                        "exclusions",
                                        counts.stream().map(SiteExclusions::json).toList()));
    }

    private static Json json(Exclusions.Proof proof) {
        return Json.object()
                .with("account", proof.account())
                .with("rule", proof.rule())
                .with("at", proof.at());
    }

    private static Json json(Exclusions.Count count) {
        return Json.object()
                .with("account", count.account())
                .with("rule", count.rule())
                .with("day", count.day())
                .with("updates", count.updates())
                .with("first", count.first())
                .with("last", count.last());
    }
}
