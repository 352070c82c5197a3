package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.Collection;
import dev.wharf.connector.collection.Custody;
import dev.wharf.core.error.WharfException;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Command(
        name = "list",
        description =
                "List the collections: who may see each, and how much it holds. Nothing of it.")
final class CollectionList extends Verb {

    CollectionList(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    ExitCode run() throws IOException {
        Table table = new Table("collection", "founded (UTC)", ">originals", ">items", "~seen by");
        List<Json> list = new ArrayList<>();
        for (Path place : Collections.places(homeDirectory())) {
            list.add(one(place, table));
        }
        if (table.isEmpty()) {
            console().say("There is no collection; 'wharf import --collection CASE' begins one.");
        } else {
            console().print(table);
        }
        console().print(Json.object().with("collections", list));
        return ExitCode.OK;
    }

    /// Of one that has another passphrase, or is at work, no more than its name can be told.
    private Json one(Path place, Table table) {
        String name = String.valueOf(place.getFileName());
        try (Home home = homes().open(place, configuration())) {
            Collection collection = Collections.of(home);
            long originals = Custody.all(home.archive()).size();
            long items = home.archive().lastSequence();
            table.row(
                    collection.caseId(),
                    Times.text(collection.founded()),
                    Quantity.count(originals),
                    Quantity.count(items),
                    String.join(", ", collection.readers()));
            return Json.object()
                    .with("collection", collection.caseId())
                    .with("founded", collection.founded())
                    .with("readers", collection.readers())
                    .with("originals", originals)
                    .with("items", items)
                    .with("problem", null);
        } catch (WharfException e) {
            table.row(name, "?", "?", "?", String.valueOf(e.getMessage()));
            return Json.object()
                    .with("collection", name)
                    .with("founded", null)
                    .with("readers", List.of())
                    .with("originals", 0)
                    .with("items", 0)
                    .with("problem", e.getMessage());
        }
    }
}
