package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "End a credential and its sessions, for good.")
final class SiteCredentialRevoke extends SiteVerb {

    @Parameters(paramLabel = "NAME", description = "The credential.")
    String name = "";

    SiteCredentialRevoke(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.credentials().revoke(name, actor());
        console().print("'%s' may not sign in any more.".formatted(name));
        console().print(Json.object().with("name", name).with("revoked", true));
        return ExitCode.OK;
    }
}
