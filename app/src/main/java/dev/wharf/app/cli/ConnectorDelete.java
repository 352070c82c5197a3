package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Delete a connector for ever. Its logs stay, and its name is not used again.")
final class ConnectorDelete extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    ConnectorDelete(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        Connector changed = parts.store().delete(name(name), by(home));
        console().print("Connector %s is %s.".formatted(changed.name(), changed.state().text()));
        console().print(ConnectorView.json(changed));
        return ExitCode.OK;
    }
}
