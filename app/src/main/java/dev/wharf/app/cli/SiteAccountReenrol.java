package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "reenrol",
        description = {
            "Enrol a disabled account again, as the same person.",
            "A linked device needs consent and a link anew."
        })
final class SiteAccountReenrol extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteAccountReenrol(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        new SiteAccountView(site.accounts().reenrol(id, actor())).show(console(), "enrolled again");
        return ExitCode.OK;
    }
}
