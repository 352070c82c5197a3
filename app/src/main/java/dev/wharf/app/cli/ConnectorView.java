package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.connector.log.DestinationResult;
import dev.wharf.connector.log.ImportCounters;

import java.util.stream.Collectors;

/// Connectors and their runs as tables and JSON show them.
final class ConnectorView {
    private ConnectorView() {}

    static Json json(Connector connector) {
        ConnectorDefinition definition = connector.definition();
        return Json.object()
                .with("name", connector.name().value())
                .with("state", connector.state().text())
                .with("revision", connector.revision())
                .with("created", connector.created())
                .with("changed", connector.changed())
                .with("schedule", schedule(definition))
                .with(
                        "destinations",
                        definition.destinations().stream()
                                .map(
                                        one ->
                                                Json.object()
                                                        .with("name", one.name().value())
                                                        .with("kind", one.kind().text())
                                                        .with("form", one.form().text()))
                                .toList());
    }

    static String schedule(ConnectorDefinition definition) {
        return definition.schedule().text();
    }

    static String destinations(ConnectorDefinition definition) {
        return definition.destinations().isEmpty()
                ? "the archive alone"
                : definition.destinations().stream()
                        .map(one -> "%s (%s)".formatted(one.name(), one.kind().text()))
                        .collect(Collectors.joining(", "));
    }

    static Json json(ConnectorRun run) {
        return Json.object()
                .with("run", run.id().text())
                .with("state", run.state().text())
                .with("started", run.started())
                .with("finished", run.finished())
                .with("message", run.message())
                .with("counters", json(run.counters()))
                .with("destinations", run.destinations().stream().map(ConnectorView::json).toList())
                .with(
                        "history",
                        run.history().stream()
                                .map(
                                        step ->
                                                Json.object()
                                                        .with("state", step.state().text())
                                                        .with("at", step.at()))
                                .toList());
    }

    private static Json json(DestinationResult result) {
        return Json.object()
                .with("destination", result.destination().value())
                .with("counters", json(result.counters()))
                .with("through", result.progress().to())
                .with("owed", result.progress().debtsOpen())
                .with("away", result.away())
                .with("message", result.message());
    }

    static Json json(ImportCounters counters) {
        return Json.object()
                .with("fromSource", counters.fromSource())
                .with("forImport", counters.forImport())
                .with("imported", counters.imported())
                .with("partially", counters.partially())
                .with("skipped", counters.skipped())
                .with("quarantined", counters.quarantined())
                .with("failed", counters.failed());
    }

    static Table table(ConnectorRun run) {
        Table table =
                new Table(
                        "destination",
                        ">from source",
                        ">for import",
                        ">imported",
                        ">partly",
                        ">skipped",
                        ">quarantined",
                        ">failed",
                        ">owed",
                        "~note");
        for (DestinationResult one : run.destinations()) {
            ImportCounters sum = one.counters();
            table.row(
                    one.destination(),
                    Quantity.count(sum.fromSource()),
                    Quantity.count(sum.forImport()),
                    Quantity.count(sum.imported()),
                    Quantity.count(sum.partially()),
                    Quantity.count(sum.skipped()),
                    Quantity.count(sum.quarantined()),
                    Quantity.count(sum.failed()),
                    Quantity.count(one.progress().debtsOpen()),
                    one.message() == null ? "" : one.message());
        }
        return table;
    }
}
