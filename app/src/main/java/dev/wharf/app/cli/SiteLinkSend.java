package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description = {
            "Send an account's mailbox its link for consent and linking.",
            "The link is in that mail and nowhere else."
        })
final class SiteLinkSend extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteLinkSend(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        String until = site.enrolments().invite(id, actor());
        console()
                .print(
                        "The link was sent to %s's mailbox; it is good until %s."
                                .formatted(id, until));
        console().print(Json.object().with("account", id).with("sent", true).with("until", until));
        return ExitCode.OK;
    }
}
