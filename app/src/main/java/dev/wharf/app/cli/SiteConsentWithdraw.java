package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "withdraw",
        description = {
            "Record that an employee withdrew their consent (needs --reason: how they did).",
            "A linked account ends with it."
        })
final class SiteConsentWithdraw extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteConsentWithdraw(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.accounts().require(id);
        site.consents().withdraw(id, SiteInput.reason(this), actor());
        String state = ItemView.lower(site.accounts().require(id).state());
        console().print("The consent of %s is withdrawn; the account is %s.".formatted(id, state));
        console()
                .print(
                        Json.object()
                                .with("account", id)
                                .with("withdrawn", true)
                                .with("state", state));
        return ExitCode.OK;
    }
}
