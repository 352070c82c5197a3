package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Command(
        name = "runs",
        description =
                "List the runs, or show one: its sources, counters and what was not imported.")
final class Runs extends ArchiveVerb {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A run, such as run-000001.")
    @Nullable String id;

    @Option(names = "--csv", description = "As CSV: the runs, or what one did not import.")
    boolean csv;

    Runs(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home) {
        String wanted = id;
        if (wanted == null) {
            record(home, ActKind.VIEW, Subject.ARCHIVE, Map.of("what", "runs"));
            list(home.runs().all());
            return ExitCode.OK;
        }
        RunRecord run =
                home.runs()
                        .find(wanted)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "There is no run '%s'; 'wharf runs' lists them."
                                                        .formatted(wanted)));
        record(home, ActKind.VIEW, Subject.of(Subject.Type.RUN, run.id()), Map.of());
        show(home, run);
        return ExitCode.OK;
    }

    private void list(List<RunRecord> runs) {
        Table table =
                new Table(
                        "run",
                        "started (UTC)",
                        "state",
                        ">available",
                        ">imported",
                        ">partly",
                        ">skipped",
                        ">quarantined",
                        ">failed",
                        "~files");
        List<Json> list = new ArrayList<>();
        for (RunRecord run : runs) {
            Counters sum = run.counters();
            table.row(
                    run.id(),
                    Times.text(run.started()),
                    ItemView.lower(run.state()),
                    Quantity.count(sum.available()),
                    Quantity.count(sum.imported()),
                    Quantity.count(sum.partial()),
                    Quantity.count(sum.skipped()),
                    Quantity.count(sum.quarantined()),
                    Quantity.count(sum.failed()),
                    files(run));
            list.add(
                    Json.object()
                            .with("id", run.id())
                            .with("started", run.started())
                            .with("finished", run.finished())
                            .with("state", ItemView.lower(run.state()))
                            .with("files", run.sources().stream().map(s -> s.file()).toList())
                            .with("counters", RunView.json(sum)));
        }
        if (csv) {
            runs.forEach(run -> console().print(line(run)));
        } else if (table.isEmpty()) {
            console().say("Nothing has run yet.");
        } else {
            console().print(table);
        }
        console().print(Json.object().with("runs", list));
    }

    private static String files(RunRecord run) {
        return run.sources().stream()
                .map(source -> source.file())
                .collect(Collectors.joining(", "));
    }

    private void show(Home home, RunRecord run) {
        if (csv) {
            console().print("run,capture,place,item,mailbox,party,outcome,reason");
            run.notImported().forEach(one -> console().print(line(run, one)));
            return;
        }
        new RunView(run).show(console(), new PartyNames(home.archive()));
        console().print(new RunView(run).json());
    }

    private static String line(RunRecord run) {
        Counters sum = run.counters();
        return cells(
                run.id(),
                run.started(),
                run.finished(),
                ItemView.lower(run.state()),
                sum.available(),
                sum.imported(),
                sum.partial(),
                sum.skipped(),
                sum.quarantined(),
                sum.failed());
    }

    private static String line(RunRecord run, NotImported one) {
        return cells(
                run.id(),
                one.capture(),
                one.locator(),
                one.item(),
                one.mailbox(),
                one.party(),
                ItemView.lower(one.outcome()),
                one.reason());
    }

    /// RFC 4180; a cell that a spreadsheet would run as a formula is quoted with an apostrophe.
    private static String cells(@Nullable Object... cells) {
        return Stream.of(cells)
                .map(cell -> cell == null ? "" : cell.toString())
                .map(cell -> cell.matches("(?s)[=+@\\-\t\r].*") ? "'" + cell : cell)
                .map(
                        cell ->
                                cell.matches("(?s).*[\",\r\n].*")
                                        ? '"' + cell.replace("\"", "\"\"") + '"'
                                        : cell)
                .collect(Collectors.joining(","));
    }
}
