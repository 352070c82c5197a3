package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

@Command(name = "sessions", description = "List who is signed in now, or end one session.")
final class SiteSessions extends SiteVerb {

    @Option(names = "--end", paramLabel = "ID", description = "End this session first.")
    @Nullable String end;

    SiteSessions(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        if (end != null) {
            site.credentials().endSession(end, actor());
        }
        Table table = new Table("session", "~credential", "role", "from", "since (UTC)", "until");
        List<Json> list = new ArrayList<>();
        for (dev.wharf.site.credential.Session each : site.tokens().sessions()) {
            table.row(
                    each.id(),
                    each.credential(),
                    ItemView.lower(each.role()),
                    each.address(),
                    Times.text(each.issued()),
                    Times.text(each.expires()));
            list.add(json(each));
        }
        if (table.isEmpty()) {
            console().say("Nobody is signed in.");
        } else {
            console().print(table);
        }
        console().print(Json.object().with("sessions", list));
        return ExitCode.OK;
    }

    private static Json json(dev.wharf.site.credential.Session session) {
        return Json.object()
                .with("id", session.id())
                .with("credential", session.credential())
                .with("role", ItemView.lower(session.role()))
                .with("address", session.address())
                .with("issued", session.issued())
                .with("expires", session.expires());
    }
}
