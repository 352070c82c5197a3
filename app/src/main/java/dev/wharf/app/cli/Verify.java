package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.archive.VerifyReport;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Command(
        name = "verify",
        description = "Read everything and check every digest, key, chain and signature.")
final class Verify extends ArchiveVerb {

    Verify(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.FROM_OUTSIDE;
    }

    @Override
    Attempt attempt() {
        return new Attempt(ActKind.VERIFY, Subject.ARCHIVE, Map.of());
    }

    @Override
    ExitCode run(Home home) {
        Home.Verified found = home.verify(console().progress());
        home.ledger()
                .append(
                        Act.of(
                                        ActKind.VERIFY,
                                        Subject.ARCHIVE,
                                        home.actor(),
                                        surroundings().clock().instant())
                                .ended(found.clean() ? Outcome.DONE : Outcome.FAILED)
                                .withReason(reason)
                                .with("items", Long.toString(found.record().items()))
                                .with("findings", Integer.toString(findings(found).size())));
        show(found);
        console().print(json(found));
        return found.clean() ? ExitCode.OK : ExitCode.INTEGRITY;
    }

    private void show(Home.Verified found) {
        VerifyReport record = found.record();
        LedgerReport ledger = found.ledger();
        console()
                .print(
                        "Read %s, %s, %s, %s; %s and %s."
                                .formatted(
                                        Quantity.of(record.items(), "item"),
                                        Quantity.of(record.contents(), "attachment"),
                                        Quantity.of(record.originals(), "original"),
                                        Quantity.of(record.groups(), "commit group"),
                                        Quantity.of(
                                                ledger.head().size(),
                                                "ledger entry",
                                                "ledger entries"),
                                        Quantity.of(ledger.signedHeads(), "signed head")));
        if (record.erased() > 0) {
            console()
                    .print(
                            "%s: their keys are gone."
                                    .formatted(Quantity.of(record.erased(), "erased item")));
        }
        if (found.clean()) {
            console().print("Everything is as it was written.");
            return;
        }
        Table table = new Table("kind", "where", "~what is wrong");
        record.findings()
                .forEach(
                        finding ->
                                table.row(
                                        ItemView.lower(finding.kind()),
                                        finding.subject(),
                                        finding.message()));
        ledger.findings()
                .forEach(
                        finding ->
                                table.row(
                                        ItemView.lower(finding.kind()),
                                        "ledger entry " + finding.sequence(),
                                        finding.message()));
        console().print(table);
        console()
                .print(
                        "This archive is damaged. Write nothing to it; restore a backup beside it and compare.");
    }

    private static List<Json> findings(Home.Verified found) {
        List<Json> all = new ArrayList<>();
        found.record()
                .findings()
                .forEach(
                        finding ->
                                all.add(
                                        Json.object()
                                                .with("kind", ItemView.lower(finding.kind()))
                                                .with("subject", finding.subject())
                                                .with("message", finding.message())));
        found.ledger()
                .findings()
                .forEach(
                        finding ->
                                all.add(
                                        Json.object()
                                                .with("kind", ItemView.lower(finding.kind()))
                                                .with(
                                                        "subject",
                                                        "ledger entry " + finding.sequence())
                                                .with("message", finding.message())));
        return all;
    }

    private static Json json(Home.Verified found) {
        return Json.object()
                .with("clean", found.clean())
                .with("items", found.record().items())
                .with("erased", found.record().erased())
                .with("attachments", found.record().contents())
                .with("originals", found.record().originals())
                .with("groups", found.record().groups())
                .with("ledgerEntries", found.ledger().head().size())
                .with("signedHeads", found.ledger().signedHeads())
                .with("findings", findings(found));
    }
}
