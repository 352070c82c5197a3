package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.archive.backup.Backup;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

@Command(
        name = "backup",
        description = {
            "Copy everything that cannot be made again to another place, verified.",
            "",
            "A second run into the same folder copies only what is new. The recovery key opens it."
        })
final class BackupTo extends ArchiveVerb {

    @Parameters(paramLabel = "DIR", description = "A folder on another disk or machine.")
    String folder = "";

    @Option(
            names = "--verify-all",
            description = "Read back every file of the backup, not only those written now.")
    boolean everything;

    BackupTo(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.FROM_OUTSIDE;
    }

    @Override
    Attempt attempt() {
        return new Attempt(ActKind.BACKUP, Subject.ARCHIVE, to());
    }

    private Map<String, String> to() {
        return Map.of("to", surroundings().path(folder).toString());
    }

    /// Recorded when it begins too, so that the backup tells of itself.
    @Override
    ExitCode run(Home home) throws IOException {
        Path target = surroundings().path(folder);
        Map<String, String> details = new TreeMap<>(to());
        details.put("what", "begun");
        record(home, ActKind.BACKUP, Subject.ARCHIVE, details);
        Backup.Report report = home.backup(target, everything, console().progress());
        details.put("what", "completed");
        details.put("files", Long.toString(report.files()));
        details.put("bytes", Long.toString(report.bytes()));
        details.put("ledger", report.ledger().root().toString());
        record(home, ActKind.BACKUP, Subject.ARCHIVE, details);
        console()
                .print(
                        "%s (%s) backed up to %s; %s written now, and read back."
                                .formatted(
                                        Quantity.of(report.files(), "file"),
                                        Quantity.bytes(report.bytes()),
                                        target,
                                        Quantity.count(report.copied())));
        long apart = Collections.places(home.directory()).size();
        if (apart > 0) {
            console()
                    .warn(
                            "wharf: %s not in this backup; each is backed up by itself: wharf backup DIR --collection CASE"
                                    .formatted(
                                            Quantity.of(
                                                    apart, "collection is", "collections are")));
        }
        console()
                .print(
                        Json.object()
                                .with("collectionsApart", apart)
                                .with("path", target)
                                .with("created", report.created())
                                .with("files", report.files())
                                .with("copied", report.copied())
                                .with("bytes", report.bytes())
                                .with("removed", report.removed())
                                .with("ledgerEntries", report.ledger().size())
                                .with("ledgerRoot", report.ledger().root()));
        return ExitCode.OK;
    }
}
