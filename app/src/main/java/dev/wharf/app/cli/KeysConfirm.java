package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;

import java.util.Map;

@Command(
        name = "confirm-recovery",
        description = "Prove that the recovery key was written down: type it, or pipe it in.")
final class KeysConfirm extends ArchiveVerb {

    KeysConfirm(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.FROM_OUTSIDE;
    }

    @Override
    Attempt attempt() {
        return new Attempt(
                ActKind.KEY, Subject.of(Subject.Type.KEY, "recovery"), Map.of("what", "confirmed"));
    }

    @Override
    ExitCode run(Home home) {
        home.keys().confirmRecovery(Question.ask(this, "Recovery key: "));
        record(
                home,
                ActKind.KEY,
                Subject.of(Subject.Type.KEY, "recovery"),
                Map.of("what", "confirmed"));
        console().print("That is the recovery key. Keep it away from this machine.");
        console().print(Json.object().with("recoveryConfirmed", true));
        return ExitCode.OK;
    }
}
