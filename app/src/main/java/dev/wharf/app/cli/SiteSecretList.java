package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.secret.SourceSecrets;

import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.List;

@Command(name = "list", description = "List names and versions of secrets, never the secrets.")
final class SiteSecretList extends SiteVerb {

    SiteSecretList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        Table table = new Table("~name", ">version", "since (UTC)");
        List<Json> list = new ArrayList<>();
        for (SourceSecrets.Listed each : site.secrets().list()) {
            table.row(each.name(), each.version(), Times.text(each.created()));
            list.add(
                    Json.object()
                            .with("name", each.name())
                            .with("version", each.version())
                            .with("created", each.created()));
        }
        if (table.isEmpty()) {
            console().say("No secrets; 'wharf site secret put NAME' enters one.");
        } else {
            console().print(table);
        }
        console().print(Json.object().with("secrets", list));
        return ExitCode.OK;
    }
}
