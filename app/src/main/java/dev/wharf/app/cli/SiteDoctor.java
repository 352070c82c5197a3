package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.app.site.SiteExamination;
import dev.wharf.core.Finding;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;

@Command(
        name = "doctor",
        description = {
            "Check the whole configuration against Meta, gateways and the mail server.",
            "Exit code 4 when something is bad: capture does not work, or is open to somebody."
        })
final class SiteDoctor extends SiteVerb {

    @Option(names = "--all", description = "Show what is good, too.")
    boolean all;

    SiteDoctor(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        List<Finding> findings = new SiteExamination(site, running()).findings();
        long bad =
                new FindingsView(console(), all)
                        .show(findings, Json.object().with("running", running() != null));
        return bad > 0 ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
}
