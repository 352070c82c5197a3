package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.credential.Credential;

import picocli.CommandLine.Command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@Command(name = "list", description = "List who may sign in, and who might once.")
final class SiteCredentialList extends SiteVerb {

    SiteCredentialList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        Table table =
                new Table("~name", "role", "account", "since (UTC)", "password of", "revoked");
        List<Json> list = new ArrayList<>();
        for (Credential each : site.credentials().all()) {
            Instant revoked = each.revoked();
            String account = each.account();
            table.row(
                    each.name(),
                    ItemView.lower(each.role()),
                    account == null ? "" : account,
                    Times.text(each.created()),
                    Times.text(each.changed()),
                    revoked == null ? "" : Times.text(revoked));
            list.add(
                    Json.object()
                            .with("name", each.name())
                            .with("role", ItemView.lower(each.role()))
                            .with("account", account)
                            .with("created", each.created())
                            .with("changed", each.changed())
                            .with("revoked", revoked));
        }
        console().print(table);
        console().print(Json.object().with("credentials", list));
        return ExitCode.OK;
    }
}
