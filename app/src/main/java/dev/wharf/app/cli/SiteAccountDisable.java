package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "disable",
        description = {
            "Capture nothing more of an account (needs --reason). What was captured stays.",
            "A linked device is logged out by the running site within seconds."
        })
final class SiteAccountDisable extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteAccountDisable(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        String why = SiteInput.reason(this);
        new SiteAccountView(site.accounts().disable(id, why, actor())).show(console(), "disabled");
        return ExitCode.OK;
    }
}
