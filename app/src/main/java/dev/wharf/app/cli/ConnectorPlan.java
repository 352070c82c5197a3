package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.connector.MappingPlan;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.directory.MappingReport;
import dev.wharf.connector.directory.MappingRow;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

@Command(
        name = "plan",
        description = {
            "Say who maps to which mailbox, by what, and who to nobody, before anything is imported.",
            "Exit code 4 when somebody should do something first."
        })
final class ConnectorPlan extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    @Mixin PeopleOptions people = new PeopleOptions();

    @Option(names = "--all", description = "Everybody, not only those with something to do.")
    boolean all;

    ConnectorPlan(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) throws IOException {
        Connector connector = living(parts, name);
        MappingReport report =
                new MappingPlan(home, parts, surroundings().clock())
                        .of(connector.definition(), people.read(this, home.actor()));
        record(
                home,
                ActKind.VIEW,
                Subject.of(Subject.Type.CONFIG, "connector/" + connector.name()),
                Map.of("what", "mapping"));
        Table table = new Table("who", "number", "mailbox", "by", "directory", "~what to do");
        try (Stream<MappingRow> rows = rows(report)) {
            rows.forEach(
                    row ->
                            table.row(
                                    row.label(),
                                    row.number() == null ? "" : row.number().e164(),
                                    row.mailbox() == null ? "" : row.mailbox(),
                                    word(row.by()),
                                    word(row.validity()),
                                    row.advice()));
        }
        long problems = report.counts().problems();
        if (!table.isEmpty()) {
            console().print(table);
        }
        sayWhenNobodyIsKnown(report);
        console()
                .print(
                        "%s with something to do."
                                .formatted(Quantity.of(problems, "line", "lines")));
        console()
                .print(
                        Json.object()
                                .with("problems", problems)
                                .with("rows", rows(report).map(ConnectorPlan::json).iterator()));
        return problems > 0 ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    private void sayWhenNobodyIsKnown(MappingReport report) {
        Set<MappingRow.Who> known = report.counts().rows().keySet();
        if (!known.contains(MappingRow.Who.USER) && !known.contains(MappingRow.Who.MAPPING)) {
            console()
                    .say(
                            "Nobody is known to be of the firm: give --users FILE, set 'users' in config.yaml, or give the connector a directory.");
        }
    }

    private Stream<MappingRow> rows(MappingReport report) {
        return report.rows().filter(row -> all || row.isProblem());
    }

    private static Json json(MappingRow row) {
        return Json.object()
                .with("who", word(row.who()))
                .with("id", row.id())
                .with("label", row.label())
                .with("number", row.number() == null ? null : row.number().e164())
                .with("result", word(row.result()))
                .with("by", word(row.by()))
                .with("mailbox", row.mailbox())
                .with("directory", word(row.validity()))
                .with("delivered", row.delivered())
                .with("advice", row.advice().isEmpty() ? null : row.advice());
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
