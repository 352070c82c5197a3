package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.alert.StoredAlert;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "ack",
        description = "You know of an alert: nobody further is told. It stays open while it is so.")
final class SiteAlertsAck extends SiteVerb {

    @Parameters(paramLabel = "ID", description = "As 'wharf site alerts' shows it.")
    long id;

    SiteAlertsAck(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        StoredAlert alert = site.alerts().acknowledge(id, actor());
        console().print("Alert %d is known by %s.".formatted(id, alert.acknowledger()));
        console().print(Json.object().with("alert", SiteAlerts.json(alert)));
        return ExitCode.OK;
    }
}
