package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;

import java.util.Map;

@Command(
        name = "rebuild",
        description = "Make catalog and index again from packs and keys. Nothing else is touched.")
final class Rebuild extends ArchiveVerb {

    Rebuild(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.FROM_OUTSIDE;
    }

    @Override
    boolean needsRest() {
        return true;
    }

    @Override
    Attempt attempt() {
        return new Attempt(ActKind.REBUILD, Subject.ARCHIVE, Map.of());
    }

    @Override
    ExitCode run(Home home) {
        home.rebuild(console().progress());
        long items = home.archive().lastSequence();
        record(home, ActKind.REBUILD, Subject.ARCHIVE, Map.of("items", Long.toString(items)));
        console().print("Catalog and index hold %s again.".formatted(Quantity.of(items, "item")));
        console()
                .print(
                        Json.object()
                                .with("items", items)
                                .with("mailboxes", home.archive().mailboxes().size()));
        return ExitCode.OK;
    }
}
