package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unlink", description = "Log an account's linked device out (needs --reason).")
final class SiteLinkUnlink extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteLinkUnlink(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.enrolments().unlink(id, SiteInput.reason(this), actor());
        console().print("The device of %s is logged out.".formatted(id));
        console().print(Json.object().with("account", id).with("unlinked", true));
        return ExitCode.OK;
    }
}
