package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.RunningConnectors;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.execution.ConnectorExecution;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Optional;

@Command(
        name = "retry",
        description = "Try everything that failed once more, at the connector's next run.")
final class ConnectorRetry extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    ConnectorRetry(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        Connector connector = living(parts, name);
        Optional<RunningConnectors> running = home.runningConnectors();
        long copies =
                running.isPresent()
                        ? running.get().retry(connector.name(), stop()::isRequested)
                        : alone(parts, connector);
        console()
                .print(
                        copies == 0
                                ? "Connector %s owes nothing.".formatted(name)
                                : "%s tried at the next run: wharf connector run %s."
                                        .formatted(
                                                Quantity.of(copies, "copy is", "copies are"),
                                                name));
        console().print(Json.object().with("name", name).with("copies", copies));
        return ExitCode.OK;
    }

    private static long alone(ConnectorParts parts, Connector connector) {
        try (ConnectorExecution execution = parts.execution((_, _) -> {})) {
            return execution.retry(connector.name());
        }
    }
}
