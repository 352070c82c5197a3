package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.alert.StoredAlert;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;

@Command(
        name = "alerts",
        description = "List what endangers capture now; 'ack ID' says that somebody knows.")
final class SiteAlerts extends SiteVerb {

    private static final int MOST = 500;

    @Option(names = "--all", description = "The newest 500, those that are over included.")
    boolean all;

    SiteAlerts(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        List<StoredAlert> alerts = all ? site.alerts().newest(MOST) : site.alerts().open();
        Table table = new Table(">id", "kind", "subject", "since (UTC)", "known by", "~what");
        for (StoredAlert each : alerts) {
            table.row(
                    each.id(),
                    ItemView.lower(each.kind()),
                    each.subject(),
                    Times.text(each.raised()),
                    Optional.ofNullable(each.acknowledger()).orElse(""),
                    each.open() ? each.text() : "over: " + each.text());
        }
        if (table.isEmpty()) {
            console().say("No alert is open.");
        } else {
            console().print(table);
        }
        console()
                .print(
                        Json.object()
                                .with("alerts", alerts.stream().map(SiteAlerts::json).toList()));
        return ExitCode.OK;
    }

    static Json json(StoredAlert alert) {
        return Json.object()
                .with("id", alert.id())
                .with("kind", ItemView.lower(alert.kind()))
                .with("subject", alert.subject())
                .with("account", alert.account())
                .with("text", alert.text())
                .with("raised", alert.raised())
                .with("refreshed", alert.refreshed())
                .with("acknowledged", alert.acknowledged())
                .with("acknowledger", alert.acknowledger())
                .with("cleared", alert.cleared());
    }
}
