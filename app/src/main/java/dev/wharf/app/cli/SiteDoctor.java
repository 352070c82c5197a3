package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
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
        show(findings);
        boolean bad = count(findings, Finding.Level.BAD) > 0;
        return bad ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    private void show(List<Finding> findings) {
        long bad = count(findings, Finding.Level.BAD);
        long warnings = count(findings, Finding.Level.WARNING);
        Table table = new Table("", "what", "~finding");
        for (Finding each : findings) {
            if (all || each.level() != Finding.Level.GOOD) {
                table.row(ItemView.lower(each.level()), each.subject(), each.text());
            }
        }
        if (!table.isEmpty()) {
            console().print(table);
        }
        console()
                .say(
                        "%d good, %d to look at, %d bad."
                                .formatted(findings.size() - bad - warnings, warnings, bad));
        console()
                .print(
                        Json.object()
                                .with("running", running() != null)
                                .with("bad", bad)
                                .with("warnings", warnings)
                                .with(
                                        "findings",
                                        findings.stream().map(SiteDoctor::json).toList()));
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(each -> each.level() == level).count();
    }

    private static Json json(Finding finding) {
        return Json.object()
                .with("level", ItemView.lower(finding.level()))
                .with("subject", finding.subject())
                .with("text", finding.text());
    }
}
