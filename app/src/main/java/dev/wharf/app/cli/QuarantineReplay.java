package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningConnectors;
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
        description = {
            "Try everything that waits again, with mended lists: the users and mapping files, and the",
            "directories of connectors, which are read anew."
        })
final class QuarantineReplay extends ArchiveVerb {

    @Mixin PeopleOptions people = new PeopleOptions();

    QuarantineReplay(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.NEVER;
    }

    @Override
    Attempt attempt() {
        return new Attempt(ActKind.REPLAY, Subject.ARCHIVE, Map.of());
    }

    /// What the next import would know: a mapping that is given here counts more than those of
    /// connectors.
    private IntakeOptions options(Home home) throws IOException {
        IntakeOptions given = people.read(this, home.actor());
        ConnectorParts parts = new ConnectorParts(home, surroundings().clock());
        home.runningConnectors()
                .map(RunningConnectors::refreshDirectories)
                .orElseGet(parts::refreshDirectories)
                .forEach(why -> console().warn("wharf: " + why));
        IntakeOptions all = parts.intake(given);
        return people.givesMapping()
                ? all.mapping(given.mapping()).strict(given.strictMapping())
                : all;
    }

    @Override
    ExitCode run(Home home) throws IOException {
        IntakeOptions given = options(home);
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
