package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.core.ledger.LedgerEntry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

@Command(
        name = "audit",
        description =
                "Read the site's own audit, and check its chain: exit code 5 when it is broken.")
final class SiteAuditList extends SiteVerb {

    private static final int PAGE = 1000;

    @Option(names = "--after", paramLabel = "NO", description = "Entries behind this one.")
    long after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (else 1000); 0 for all.")
    int limit = PAGE;

    SiteAuditList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        OptionalLong broken = site.audit().firstBroken();
        List<LedgerEntry> entries = entries(site);
        if (!entries.isEmpty()) {
            console().print(table(entries));
        }
        console().say(Quantity.of(entries.size(), "act") + ".");
        if (broken.isPresent()) {
            console()
                    .warn(
                            "wharf: entry %d of the audit, or one before it, is not what it was."
                                    .formatted(broken.getAsLong()));
        }
        Iterator<Json> list = entries.stream().map(Audit::json).iterator();
        console().print(Json.object().with("entries", list).with("whole", broken.isEmpty()));
        return broken.isEmpty() ? ExitCode.OK : ExitCode.INTEGRITY;
    }

    private List<LedgerEntry> entries(OpenSite site) {
        List<LedgerEntry> entries = new ArrayList<>();
        int most = limit == 0 ? Integer.MAX_VALUE : limit;
        long at = after;
        while (entries.size() < most) {
            List<LedgerEntry> page = site.audit().after(at, Math.min(PAGE, most - entries.size()));
            if (page.isEmpty()) {
                break;
            }
            entries.addAll(page);
            at = page.getLast().sequence();
        }
        return entries;
    }

    private static Table table(List<LedgerEntry> entries) {
        Table table = new Table(">no", "time (UTC)", "who", "act", "on", "~more");
        entries.forEach(entry -> Audit.row(table, entry));
        return table;
    }
}
