package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorCheck;
import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorFile;
import dev.wharf.connector.definition.ConnectorText;
import dev.wharf.connector.definition.Terms;
import dev.wharf.connector.definition.TermsAcceptance;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;

@Command(
        name = "create",
        description = {
            "Take a connector file (docs/connector-file.md) into the archive. It runs by its schedule while 'wharf up' runs.",
            "Its secrets must have been entered before; a site elsewhere is signed in at."
        })
final class ConnectorCreate extends ConnectorVerb {

    @Parameters(paramLabel = "FILE", description = "The connector file, YAML.")
    String file = "";

    @Option(
            names = "--accept-terms",
            description =
                    "You have read 'wharf connector terms' and accept them for your organisation.")
    boolean acceptTerms;

    @Option(names = "--replace", description = "Give the connector of that name this definition.")
    boolean replace;

    @Option(names = "--dry-run", description = "Check everything, and change nothing.")
    boolean dryRun;

    ConnectorCreate(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        ConnectorText text = ConnectorText.of(surroundings().path(file));
        ConnectorDefinition definition = ConnectorParts.file().read(text, acceptance(home));
        new ConnectorCheck(parts).demandReady(definition);
        if (dryRun) {
            console().print("The file is good; nothing was changed.");
            console()
                    .print(
                            Json.object()
                                    .with("name", definition.name().value())
                                    .with("dryRun", true)
                                    .with("file", ConnectorFile.print(definition)));
            return ExitCode.OK;
        }
        Optional<Connector> before = parts.store().find(definition.name());
        Connector kept =
                replace && before.isPresent()
                        ? parts.store().replace(definition, by(home))
                        : parts.store().create(definition, by(home));
        console()
                .print(
                        "Connector %s is %s, revision %d: %s."
                                .formatted(
                                        kept.name(),
                                        kept.state().text(),
                                        kept.revision(),
                                        ConnectorView.schedule(definition)));
        console()
                .say(
                        "It runs by itself while 'wharf up' runs; now, with: wharf connector run %s. Look first who maps to whom (wharf connector plan %s), and whether destinations answer (wharf connector doctor %s)."
                                .formatted(kept.name(), kept.name(), kept.name()));
        console().print(ConnectorView.json(kept));
        return ExitCode.OK;
    }

    private @Nullable TermsAcceptance acceptance(Home home) {
        return acceptTerms
                ? TermsAcceptance.of(
                        Terms.current(), home.actor().id(), surroundings().clock().instant())
                : null;
    }
}
