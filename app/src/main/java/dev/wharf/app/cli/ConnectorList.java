package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorState;
import dev.wharf.connector.log.Looked;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;

@Command(name = "list", description = "List the connectors, and when they looked last.")
final class ConnectorList extends ConnectorVerb {

    @Option(names = "--all", description = "Deleted ones too.")
    boolean all;

    ConnectorList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        List<Connector> connectors =
                parts.store().all().stream()
                        .filter(one -> all || one.state() != ConnectorState.DELETED)
                        .toList();
        Table table = new Table("connector", "state", "schedule", "looked (UTC)", "~destinations");
        for (Connector one : connectors) {
            Looked looked = parts.runs().looked(one.name());
            table.row(
                    one.name(),
                    one.state().text(),
                    ConnectorView.schedule(one.definition()),
                    looked.started() == null ? "never" : Times.text(looked.started()),
                    ConnectorView.destinations(one.definition()));
        }
        if (table.isEmpty()) {
            console().say("There is no connector; 'wharf connector create FILE' makes one.");
        } else {
            console().print(table);
        }
        console()
                .print(
                        Json.object()
                                .with(
                                        "connectors",
                                        connectors.stream().map(ConnectorView::json).toList()));
        return ExitCode.OK;
    }
}
