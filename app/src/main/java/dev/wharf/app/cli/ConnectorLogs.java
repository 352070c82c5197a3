package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.log.AdminLog;
import dev.wharf.connector.log.AdminLogCsv;
import dev.wharf.connector.log.AdminLogDay;
import dev.wharf.connector.log.AdminLogJson;
import dev.wharf.connector.log.ImportCounters;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

@Command(
        name = "logs",
        description = {
            "The admin log, by UTC day, with Microsoft's columns and what is quarantined.",
            "Kept as long as the archive."
        })
final class ConnectorLogs extends ConnectorVerb {
    private static final int WEEK = 7;

    @Parameters(paramLabel = "NAME", description = "The connector, deleted ones too.")
    String name = "";

    @Option(names = "--from", paramLabel = "DAY", description = "First day (else a week ago).")
    @Nullable String from;

    @Option(names = "--until", paramLabel = "DAY", description = "Last day (else today).")
    @Nullable String until;

    @Option(names = "--csv", description = "As CSV.")
    boolean csv;

    @Option(
            names = "--details",
            description = "Every copy that did not arrive, or not whole, instead of days. As CSV.")
    boolean details;

    ConnectorLogs(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) throws IOException {
        ConnectorName connector = name(name);
        if (parts.store().find(connector).isEmpty()) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND, "There never was a connector '%s'.".formatted(name));
        }
        LocalDate today = LocalDate.ofInstant(surroundings().clock().instant(), ZoneOffset.UTC);
        LocalDate first = from == null ? today.minusDays(WEEK - 1) : day("--from", from);
        LocalDate last = until == null ? today : day("--until", until);
        record(
                home,
                ActKind.VIEW,
                Subject.of(Subject.Type.CONFIG, "connector/" + connector),
                Map.of("what", "admin log", "from", first.toString(), "until", last.toString()));
        show(new AdminLog(parts.runs()), connector, first, last);
        return ExitCode.OK;
    }

    private void show(AdminLog log, ConnectorName connector, LocalDate first, LocalDate last)
            throws IOException {
        if (json) {
            StringWriter text = new StringWriter();
            new AdminLogJson(log).write(connector, first, last, text);
            console().print(Json.object().with("log", new Json.Raw(text.toString().strip())));
        } else if (csv || details) {
            Writer out =
                    new BufferedWriter(
                            new OutputStreamWriter(console().out(), StandardCharsets.UTF_8));
            AdminLogCsv writer = new AdminLogCsv(false);
            if (details) {
                writer.details(log.details(connector, first, last), out);
            } else {
                writer.days(log.days(connector, first, last), out);
            }
            out.flush();
        } else {
            show(log.days(connector, first, last).toList());
        }
    }

    private void show(List<AdminLogDay> days) {
        Table table =
                new Table(
                        "day (UTC)",
                        "completed (UTC)",
                        ">from source",
                        ">for import",
                        ">imported",
                        ">partly",
                        ">skipped",
                        ">quarantined",
                        "~failed");
        for (AdminLogDay day : days) {
            ImportCounters sum = day.counters();
            table.row(
                    day.day(),
                    day.completed() == null ? "" : Times.text(day.completed()),
                    Quantity.count(sum.fromSource()),
                    Quantity.count(sum.forImport()),
                    Quantity.count(sum.imported()),
                    Quantity.count(sum.partially()),
                    Quantity.count(sum.skipped()),
                    Quantity.count(sum.quarantined()),
                    day.isEmpty() ? day.nothing() : Quantity.count(sum.failed()));
        }
        console().print(table);
    }

    private static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new WharfException(
                    ErrorCode.QUERY_INVALID,
                    "%s takes a day such as 2026-11-28, not '%s'.".formatted(option, text),
                    e);
        }
    }
}
