package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.connector.run.Reconciliation;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The reconciliation of deliveries, as the command line shows it: file by file, in sum and by day.
final class ReconciliationView {
    private static final int MOST_DAYS = 31;

    private record Line(String file, Reconciliation counts) {}

    private final List<Line> lines = new ArrayList<>();

    ReconciliationView(RunRecord run) {
        for (SourceResult source : run.sources()) {
            if (source.reconciliation() != null) {
                lines.add(new Line(source.file(), source.reconciliation()));
            }
        }
    }

    /// Null when nothing of the run came with a count.
    @Nullable Reconciliation sum() {
        return lines.stream().map(Line::counts).reduce(Reconciliation::plus).orElse(null);
    }

    boolean agrees() {
        return lines.stream().allMatch(line -> line.counts.agrees());
    }

    static Json json(Reconciliation counts) {
        return Json.object()
                .with("agrees", counts.agrees())
                .with("announced", counts.announced())
                .with("found", counts.found())
                .with("own", counts.own())
                .with("unreadable", counts.unreadable())
                .with("unknown", counts.unknown())
                .with("missing", counts.missing())
                .with("unannounced", counts.unannounced())
                .with("altered", counts.altered())
                .with("events", counts.events())
                .with("added", counts.added())
                .with("known", counts.known())
                .with("missingNames", counts.missingNames())
                .with(
                        "days",
                        counts.days().stream()
                                .map(
                                        day ->
                                                Json.object()
                                                        .with("day", day.day())
                                                        .with("events", day.events())
                                                        .with("added", day.added())
                                                        .with("known", day.known()))
                                .toList());
    }

    void show(Console console) {
        Reconciliation sum = sum();
        if (sum == null) {
            return;
        }
        Table table =
                new Table(
                        "~delivery",
                        ">announced",
                        ">found",
                        ">new",
                        ">known",
                        ">unknown kind",
                        ">missing",
                        ">unreadable",
                        "counts");
        lines.forEach(line -> row(table, line.file, line.counts));
        if (lines.size() > 1) {
            row(table, "all", sum);
        }
        console.print("");
        console.print(table);
        if (!console.isQuiet()) {
            days(console, sum);
        }
        sum.missingNames().forEach(name -> console.say("  missing: " + name));
    }

    private static void row(Table table, String file, Reconciliation counts) {
        Long announced = counts.announced();
        table.row(
                file,
                announced == null ? "?" : Quantity.count(announced),
                Quantity.count(counts.found()),
                Quantity.count(counts.added()),
                Quantity.count(counts.known()),
                Quantity.count(counts.unknown()),
                Quantity.count(counts.missing()),
                Quantity.count(counts.unreadable()),
                counts.agrees() ? "agree" : "DO NOT AGREE");
    }

    private static void days(Console console, Reconciliation sum) {
        Table table = new Table("day (UTC)", ">events", ">new", ">known");
        sum.days().stream()
                .limit(MOST_DAYS)
                .forEach(
                        day ->
                                table.row(
                                        day.day(),
                                        Quantity.count(day.events()),
                                        Quantity.count(day.added()),
                                        Quantity.count(day.known())));
        if (!table.isEmpty()) {
            console.print("");
            console.print(table);
        }
        int more = sum.days().size() - MOST_DAYS;
        if (more > 0) {
            console.say("and %d more days: --json lists them".formatted(more));
        }
    }
}
