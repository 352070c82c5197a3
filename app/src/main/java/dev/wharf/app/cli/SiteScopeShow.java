package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show what may be captured of an account.")
final class SiteScopeShow extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteScopeShow(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.accounts().require(id);
        new SiteScopeView(id, site.scopes().of(id)).show(console());
        return ExitCode.OK;
    }
}
