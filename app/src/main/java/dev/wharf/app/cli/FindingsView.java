package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.core.Finding;

import java.util.List;

/// What a check found, for the person who can mend it.
///
/// @param all what is good, too
record FindingsView(Console console, boolean all) {

    /// @return how many are bad
    long show(List<Finding> findings) {
        return show(findings, Json.object());
    }

    /// @param json with what stands before the findings
    long show(List<Finding> findings, Json json) {
        long bad = count(findings, Finding.Level.BAD);
        long warnings = count(findings, Finding.Level.WARNING);
        Table table = new Table("", "what", "~finding");
        for (Finding each : findings) {
            if (all || each.level() != Finding.Level.GOOD) {
                table.row(ItemView.lower(each.level()), each.subject(), each.text());
            }
        }
        if (!table.isEmpty()) {
            console.print(table);
        }
        console.say(
                "%d good, %d to look at, %d bad."
                        .formatted(findings.size() - bad - warnings, warnings, bad));
        console.print(
                json.with("bad", bad)
                        .with("warnings", warnings)
                        .with("findings", findings.stream().map(FindingsView::json).toList()));
        return bad;
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
