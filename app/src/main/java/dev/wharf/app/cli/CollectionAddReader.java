package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.Collection;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;

@Command(name = "add-reader", description = "Name more people who may see a collection.")
final class CollectionAddReader extends ArchiveVerb {

    @Parameters(index = "0", paramLabel = "CASE", description = "The case.")
    String caseId = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "MAILBOX", description = "Who.")
    List<String> readers = List.of();

    CollectionAddReader(Session session) {
        super(session);
    }

    @Override
    @Nullable CaseId collection() {
        return CaseId.parse(caseId);
    }

    /// Whoever looks after the home names people for a collection, and need not see it.
    @Override
    Look look() {
        return Look.FROM_OUTSIDE;
    }

    @Override
    ExitCode run(Home home) {
        String why = reason;
        if (why == null || why.isBlank()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "Naming people for a collection needs a --reason: it stands in the ledger.");
        }
        Collection after =
                Collections.book(this, home)
                        .add(
                                Collections.of(home),
                                readers.stream().map(Collections::person).toList(),
                                Collections.by(this, home));
        console()
                .print(
                        "%s is seen by %s."
                                .formatted(after.caseId(), String.join(", ", after.readers())));
        console()
                .print(
                        Json.object()
                                .with("collection", after.caseId())
                                .with("readers", after.readers()));
        return ExitCode.OK;
    }
}
