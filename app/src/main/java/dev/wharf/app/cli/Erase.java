package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

@Command(
        name = "erase",
        description = {
            "Destroy an item for good: its key, and that of the original file it came from.",
            "",
            "Its row, the digest and this act remain. Backups made before lose it when they are restored."
        })
final class Erase extends ArchiveVerb {

    @Parameters(paramLabel = "ITEM", description = "The item's id.")
    String id = "";

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    Erase(Session session) {
        super(session);
    }

    @Override
    Attempt attempt() {
        return new Attempt(ActKind.ERASE, Subject.of(Subject.Type.ITEM, id), Map.of());
    }

    @Override
    ExitCode run(Home home) {
        String why = reason;
        if (why == null || why.isBlank()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "Erasing needs a --reason: it is what remains of the item in the ledger.");
        }
        ItemId item =
                item(id).orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "'%s' is not an item's id; 'wharf search' and 'wharf show' give them."
                                                        .formatted(id)));
        Question.confirm(this, yes, "Destroy item %s for good?".formatted(item));
        ItemRow erased = home.erase(item, why);
        console()
                .print(
                        "Item %s is erased. Its key and the key of its original file are destroyed; the act is in the ledger."
                                .formatted(erased.id()));
        console()
                .print(
                        Json.object()
                                .with("item", erased.id())
                                .with("date", erased.time())
                                .with("kind", ItemView.kind(erased.kind()))
                                .with("erased", true)
                                .with("reason", why));
        return ExitCode.OK;
    }
}
