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

import java.nio.file.Path;
import java.util.Map;

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
    ExitCode run(Home home) {
        Path target = surroundings().path(folder);
        record(home, ActKind.BACKUP, Subject.ARCHIVE, Map.of("to", target.toString()));
        Backup.Report report = home.backup(target, everything, console().progress());
        console()
                .print(
                        "%s (%s) backed up to %s; %s written now, and read back."
                                .formatted(
                                        Quantity.of(report.files(), "file"),
                                        Quantity.bytes(report.bytes()),
                                        target,
                                        Quantity.count(report.copied())));
        console()
                .print(
                        Json.object()
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
