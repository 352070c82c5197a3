package dev.wharf.app.cli;

import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.Collection;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

@Command(
        name = "show",
        description = {
            "Show a collection's custody record: every original with its digest, who collected it",
            "when from what device, its scope, and who has looked since."
        })
final class CollectionShow extends ArchiveVerb {

    @Parameters(paramLabel = "CASE", description = "The case.")
    String caseId = "";

    @Option(
            names = "--files",
            description = "Also the digest of every file that an original was packed of.")
    boolean files;

    CollectionShow(Session session) {
        super(session);
    }

    @Override
    @Nullable CaseId collection() {
        return CaseId.parse(caseId);
    }

    @Override
    ExitCode run(Home home) {
        Collection collection = Collections.of(home);
        record(
                home,
                ActKind.VIEW,
                Subject.of(Subject.Type.CASE, collection.caseId()),
                Map.of("what", "custody"));
        CollectionView view = new CollectionView(home, collection, files);
        if (console().isJson()) {
            console().print(view.json());
        } else {
            view.show(console());
        }
        return ExitCode.OK;
    }
}
