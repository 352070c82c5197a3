package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "Links that were sent to an account are good no longer.")
final class SiteLinkRevoke extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteLinkRevoke(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.enrolments().revoke(id, actor());
        console().print("No link that was sent to %s is good any more.".formatted(id));
        console().print(Json.object().with("account", id).with("revoked", true));
        return ExitCode.OK;
    }
}
