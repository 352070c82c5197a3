package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description =
                "Stop running a connector until it is resumed. Nothing is lost meanwhile, and nobody else waits.")
final class ConnectorPause extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    ConnectorPause(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        Connector changed = parts.store().pause(name(name), by(home));
        console().print("Connector %s is %s.".formatted(changed.name(), changed.state().text()));
        console().print(ConnectorView.json(changed));
        return ExitCode.OK;
    }
}
