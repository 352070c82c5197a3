package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Map;

@Command(
        name = "renew-recovery",
        description = {
            "Draw a new recovery key and show it once: the old one was lost, or seen by others.",
            "",
            "Backups made before still open with the old one."
        })
final class KeysRenewRecovery extends ArchiveVerb {

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    KeysRenewRecovery(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.FROM_OUTSIDE;
    }

    @Override
    Attempt attempt() {
        return new Attempt(
                ActKind.KEY, Subject.of(Subject.Type.KEY, "recovery"), Map.of("what", "renewed"));
    }

    @Override
    ExitCode run(Home home) {
        Question.confirm(this, yes, "Replace the recovery key?");
        String key = home.keys().renewRecovery().reveal();
        record(
                home,
                ActKind.KEY,
                Subject.of(Subject.Type.KEY, "recovery"),
                Map.of("what", "renewed"));
        console().print("    Recovery key   " + console().bold(key));
        console().say("Write it down, then: wharf keys confirm-recovery");
        console().print(Json.object().with("recoveryKey", key));
        home.keys().recoveryShown();
        return ExitCode.OK;
    }
}
