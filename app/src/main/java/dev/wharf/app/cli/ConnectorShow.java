package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorFile;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.deliver.Debt;
import dev.wharf.connector.deliver.DeliveryStore;
import dev.wharf.connector.log.ConnectorRun;
import dev.wharf.connector.log.Looked;
import dev.wharf.core.alert.Alert;
import dev.wharf.core.party.EmailAddress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Command(
        name = "show",
        description = {
            "Show a connector: its file, how far it has come, what is not well with it,",
            "and what it owes to whom."
        })
final class ConnectorShow extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    ConnectorShow(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) {
        Connector connector = living(parts, name);
        Looked looked = parts.runs().looked(connector.name());
        Optional<ConnectorRun> last = Optional.ofNullable(looked.run()).flatMap(parts.runs()::find);
        console().print(ConnectorFile.print(connector.definition()).strip());
        console().print("");
        console()
                .print(
                        "%s, revision %d, looked last: %s"
                                .formatted(
                                        connector.state().text(),
                                        connector.revision(),
                                        looked.started() == null
                                                ? "never"
                                                : Times.text(looked.started())));
        List<Alert> alerts = parts.health(connector).open();
        alerts.forEach(alert -> console().print("NOT WELL: " + alert.text()));
        last.ifPresent(this::show);
        List<Json> debts = debts(home, connector);
        console()
                .print(
                        ConnectorView.json(connector)
                                .with("file", ConnectorFile.print(connector.definition()))
                                .with("looked", looked.started())
                                .with("lastRun", last.map(ConnectorView::json).orElse(null))
                                .with("alerts", alerts.stream().map(ConnectorShow::json).toList())
                                .with("debts", debts));
        return ExitCode.OK;
    }

    private void show(ConnectorRun run) {
        console().print("Last run with something to do: " + run.id().text());
        if (run.message() != null) {
            console().print(run.message());
        }
        console().print(ConnectorView.table(run));
    }

    private List<Json> debts(Home home, Connector connector) {
        List<Json> all = new ArrayList<>();
        Table table = new Table("destination", "mailbox", ">owed", "next try (UTC)", "~why");
        for (DestinationDefinition one : connector.definition().destinations()) {
            Map<EmailAddress, List<Debt>> debts =
                    new DeliveryStore(home.archive(), connector.name().value(), one.name().value())
                            .debts();
            debts.forEach(
                    (mailbox, owed) ->
                            owed.forEach(
                                    debt -> {
                                        table.row(
                                                one.name(),
                                                mailbox,
                                                Quantity.count(debt.copies()),
                                                debt.retryAt() == null
                                                        ? "when you say so"
                                                        : Times.text(debt.retryAt()),
                                                debt.reason() == null
                                                        ? "its mailbox was found later"
                                                        : debt.reason());
                                        all.add(json(one, mailbox, debt));
                                    }));
        }
        if (!table.isEmpty()) {
            console().print(table);
            console().say("'wharf connector retry %s' tries all of it at once.".formatted(name));
        }
        return all;
    }

    private static Json json(Alert alert) {
        return Json.object().with("subject", alert.subject()).with("text", alert.text());
    }

    private static Json json(DestinationDefinition destination, EmailAddress mailbox, Debt debt) {
        return Json.object()
                .with("destination", destination.name().value())
                .with("mailbox", mailbox.value())
                .with("copies", debt.copies())
                .with("since", debt.since())
                .with("attempts", debt.attempts())
                .with("retryAt", debt.retryAt())
                .with("reason", debt.reason());
    }
}
