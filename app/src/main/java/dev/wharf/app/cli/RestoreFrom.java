package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.archive.backup.Restore;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

@Command(
        name = "restore",
        description = {
            "Make a home from a backup and its recovery key, and verify all of it.",
            "",
            "What was erased stays erased. The home must be empty: nothing is overwritten."
        })
final class RestoreFrom extends Verb {

    @Mixin final InCollection in = new InCollection();

    @Parameters(paramLabel = "DIR", description = "The folder of the backup.")
    String folder = "";

    @Option(
            names = "--recovery-key",
            paramLabel = "KEY",
            description = "The recovery key; '-' or nothing reads it from standard input.")
    @Nullable String recoveryKey;

    @Option(
            names = "--destroyed",
            paramLabel = "FILE",
            description =
                    "A newer list of destroyed keys: archive/keys/destroyed.log of the lost home.")
    @Nullable String destroyed;

    RestoreFrom(Session session) {
        super(session);
    }

    @Override
    @Nullable CaseId collection() {
        return in.id();
    }

    /// Over an archive it is refused, wherever it runs, and that is recorded.
    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    ExitCode run() {
        if (homes().exists(homeDirectory())) {
            return refuse();
        }
        String key =
                recoveryKey == null || recoveryKey.equals("-")
                        ? Question.ask(this, "Recovery key: ")
                        : recoveryKey;
        Path list = destroyed == null ? null : surroundings().path(destroyed);
        Restore.Report report =
                homes().restore(
                                surroundings().path(folder),
                                homeDirectory(),
                                key,
                                list,
                                configuration(),
                                console().progress());
        try (Home home = openHome()) {
            Home.Verified found = verified(home, report);
            long items = home.archive().lastSequence();
            console()
                    .print(
                            "%s (%s) of the backup of %s restored to %s: %s, %s."
                                    .formatted(
                                            Quantity.of(report.files(), "file"),
                                            Quantity.bytes(report.bytes()),
                                            Times.text(report.created()),
                                            homeDirectory(),
                                            Quantity.of(items, "item"),
                                            found.clean()
                                                    ? "everything verified"
                                                    : "but 'wharf verify' finds damage"));
            console()
                    .print(
                            Json.object()
                                    .with("home", homeDirectory())
                                    .with("created", report.created())
                                    .with("files", report.files())
                                    .with("bytes", report.bytes())
                                    .with("items", items)
                                    .with("clean", found.clean()));
            return found.clean() ? ExitCode.OK : ExitCode.INTEGRITY;
        }
    }

    /// The archive that is there remembers that somebody tried. Where none is, nothing can.
    private ExitCode refuse() {
        try (Home home = openHome()) {
            home.ledger().append(act(home).ended(Outcome.REFUSED).with("error", "NOT_ALLOWED"));
        }
        throw new WharfException(
                ErrorCode.NOT_ALLOWED,
                "There is an archive in %s: restore into a new home, then compare."
                        .formatted(homeDirectory()));
    }

    private Home.Verified verified(Home home, Restore.Report report) {
        Act act = act(home).with("backup", report.created().toString());
        try {
            Home.Verified found = home.verify(console().progress());
            home.ledger().append(act.ended(found.clean() ? Outcome.DONE : Outcome.FAILED));
            return found;
        } catch (RuntimeException e) {
            home.ledger().append(Failure.of(e).recorded(act));
            throw e;
        }
    }

    private Act act(Home home) {
        return Act.of(
                        ActKind.RESTORE,
                        Subject.ARCHIVE,
                        home.actor(),
                        surroundings().clock().instant())
                .withReason(reason)
                .with("from", surroundings().path(folder).toString());
    }
}
