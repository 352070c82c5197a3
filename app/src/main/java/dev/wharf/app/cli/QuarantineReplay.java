package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.Map;

@Command(
        name = "replay",
        description = "Try everything that waits again, with mended users and mapping files.")
final class QuarantineReplay extends ArchiveVerb {

    @Mixin PeopleOptions people = new PeopleOptions();

    QuarantineReplay(Session session) {
        super(session);
    }

    @Override
    Attempt attempt() {
        return new Attempt(ActKind.REPLAY, Subject.ARCHIVE, Map.of());
    }

    @Override
    ExitCode run(Home home) throws IOException {
        IntakeOptions given = people.read(this, home.actor());
        Quarantine.Replayed replayed =
                home.changing(
                        () ->
                                home.quarantine()
                                        .replay(
                                                given.directory(),
                                                given.mapping(),
                                                given.strictMapping(),
                                                given.matchNames(),
                                                new Quarantine.By(home.actor(), reason)));
        long waiting = home.quarantine().waiting().size();
        console()
                .print(
                        "%s delivered for %s; %s still waited for."
                                .formatted(
                                        Quantity.of(replayed.copies(), "copy", "copies"),
                                        Quantity.of(replayed.parties(), "person", "people"),
                                        Quantity.of(waiting, "person is", "people are")));
        console()
                .print(
                        Json.object()
                                .with("parties", replayed.parties())
                                .with("copies", replayed.copies())
                                .with("stillWaiting", waiting));
        return ExitCode.OK;
    }
}
