package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;

import picocli.CommandLine.Command;

import java.util.List;

@Command(name = "list", description = "List the names of the secrets that connectors may refer to.")
final class ConnectorSecretList extends ConnectorVerb {

    ConnectorSecretList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        List<String> names = parts.secrets().names();
        if (names.isEmpty()) {
            console().say("There is none; 'wharf connector secret put NAME' takes one.");
        }
        names.forEach(console()::print);
        console().print(Json.object().with("secrets", names));
        return ExitCode.OK;
    }
}
