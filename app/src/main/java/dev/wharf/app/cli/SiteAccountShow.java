package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.LinkedDevice;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;

@Command(name = "show", description = "Show one account: numbers, consent, linked device.")
final class SiteAccountShow extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id, as 'list' shows it.")
    String id = "";

    SiteAccountShow(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        Account account = site.accounts().require(id);
        boolean agreed = site.consents().holds(id);
        List<LinkedDevice> devices =
                site.devices().all().stream()
                        .filter(device -> device.account().equals(id))
                        .toList();
        SiteAccountView view = new SiteAccountView(account);
        if (!console().isJson()) {
            view.show(console(), "since " + Times.text(account.enrolled()));
            console().print(agreed ? "consent holds" : "no consent holds");
            devices.forEach(device -> console().print(text(device)));
        }
        console()
                .print(
                        Json.object()
                                .with("account", view.json())
                                .with("consent", agreed)
                                .with(
                                        "devices",
                                        devices.stream().map(SiteLinkList::json).toList()));
        return ExitCode.OK;
    }

    private static String text(LinkedDevice device) {
        @Nullable String reason = device.reason();
        return "session %s at %s: %s since %s%s"
                .formatted(
                        device.session(),
                        device.gateway(),
                        ItemView.lower(device.phase()),
                        Times.text(device.changed()),
                        reason == null ? "" : " (" + reason + ")");
    }
}
