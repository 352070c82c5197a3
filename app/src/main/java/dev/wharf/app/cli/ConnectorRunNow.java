package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningConnectors;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.execution.ConnectorExecution;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.connector.log.RunState;
import dev.wharf.core.progress.Progress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.Optional;

@Command(
        name = "run",
        description = {
            "Run a connector now: take in what the site holds, and bring copies to its destinations.",
            "Exit code 4 when something failed or is away; what is owed is tried again."
        })
final class ConnectorRunNow extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    @Mixin PeopleOptions people = new PeopleOptions();

    ConnectorRunNow(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) throws IOException {
        Connector connector = living(parts, name);
        Optional<RunningConnectors> running = home.runningConnectors();
        ConnectorRun run =
                running.isPresent()
                        ? running.get()
                                .run(connector.name(), stop()::isRequested, console().progress())
                        : alone(home, parts, connector);
        show(run);
        return run.state() == RunState.SUCCEEDED ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    private ConnectorRun alone(Home home, ConnectorParts parts, Connector connector)
            throws IOException {
        IntakeOptions options = parts.intake(people.read(this, home.actor()));
        Progress progress = new StoppingProgress(console().progress(), stop());
        try (ConnectorExecution execution =
                parts.execution((watched, _) -> home.takeIn(options, progress))) {
            return execution.run(connector.name(), stop()::isRequested, console().progress());
        }
    }

    private void show(ConnectorRun run) {
        console().progress().end();
        if (run.foundNothing()) {
            console().print("There was nothing to do.");
        } else {
            console().print(ConnectorView.table(run));
            console()
                    .say(
                            "%s %s: %s."
                                    .formatted(
                                            run.id().text(),
                                            run.state().text(),
                                            Quantity.of(
                                                    run.counters().forImport(),
                                                    "copy for import",
                                                    "copies for import")));
        }
        if (run.message() != null) {
            console().print(run.message());
        }
        console().print(ConnectorView.json(run));
    }
}
