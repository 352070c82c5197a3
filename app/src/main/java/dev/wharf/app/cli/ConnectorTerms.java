package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.connector.definition.Terms;

import picocli.CommandLine.Command;

@Command(
        name = "terms",
        description = "Show what somebody accepts who sends copies out of the archive.")
final class ConnectorTerms extends Verb {

    ConnectorTerms(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    ExitCode run() {
        Terms terms = Terms.current();
        console().print(terms.text().strip());
        console()
                .print(
                        Json.object()
                                .with("sha256", terms.digest().sha256())
                                .with("text", terms.text()));
        return ExitCode.OK;
    }
}
