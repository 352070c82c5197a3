package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.LinkedDevice;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.Optional;

@Command(name = "list", description = "List linked devices, and how far each is.")
final class SiteLinkList extends SiteVerb {

    SiteLinkList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        List<LinkedDevice> devices = site.devices().all();
        Table table =
                new Table(
                        "account", "session", "gateway", "phase", "number", "since (UTC)", "~why");
        for (LinkedDevice each : devices) {
            table.row(
                    each.account(),
                    each.session(),
                    each.gateway(),
                    ItemView.lower(each.phase()),
                    Optional.ofNullable(each.number()).map(PhoneNumber::e164).orElse(""),
                    Times.text(each.changed()),
                    Optional.ofNullable(each.reason()).orElse(""));
        }
        if (table.isEmpty()) {
            console().say("No device is linked.");
        } else {
            console().print(table);
        }
        console()
                .print(
                        Json.object()
                                .with("riskAccepted", site.risk().accepted())
                                .with(
                                        "devices",
                                        devices.stream().map(SiteLinkList::json).toList()));
        return ExitCode.OK;
    }

    static Json json(LinkedDevice device) {
        return Json.object()
                .with("session", device.session())
                .with("account", device.account())
                .with("gateway", device.gateway())
                .with("phase", ItemView.lower(device.phase()))
                .with("number", device.number())
                .with("reason", device.reason())
                .with("started", device.started())
                .with("changed", device.changed());
    }
}
