package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.watch.Gap;
import dev.wharf.site.watch.Gaps;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.List;

@Command(
        name = "gaps",
        description = "List the times in which nothing could be captured, newest first.")
final class SiteGaps extends SiteVerb {

    private static final int MOST = 500;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Of this account only.")
    @Nullable String account;

    SiteGaps(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        List<Gap> gaps =
                new Gaps(site.database(), site.audit(), actor(), surroundings().clock())
                        .list(account, MOST);
        Table table = new Table("account", "since (UTC)", "until", "fetched later", "~why");
        for (Gap each : gaps) {
            Instant recovered = each.recovered();
            table.row(
                    each.account(),
                    Times.text(each.since()),
                    until(each),
                    recovered == null ? "no" : each.messages() + " messages",
                    each.reason());
        }
        if (table.isEmpty()) {
            console().say("No gap is known.");
        } else {
            console().print(table);
        }
        console().print(Json.object().with("gaps", gaps.stream().map(SiteGaps::json).toList()));
        return ExitCode.OK;
    }

    private static String until(Gap gap) {
        Instant ended = gap.ended();
        return ended == null ? "now" : Times.text(ended);
    }

    private static Json json(Gap gap) {
        return Json.object()
                .with("number", gap.number())
                .with("account", gap.account())
                .with("session", gap.session())
                .with("reason", gap.reason())
                .with("since", gap.since())
                .with("ended", gap.ended())
                .with("recovered", gap.recovered())
                .with("messages", gap.messages());
    }
}
