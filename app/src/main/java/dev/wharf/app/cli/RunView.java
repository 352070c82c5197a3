package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.Reconciliation;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.capture.SourceReport.Question;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// A run as the command line shows it: tables for a person, and the object of `import --json` and
/// `runs ID --json`, which `docs/cli-json.md` describes.
final class RunView {

    private static final int MOST_REASONS = 12;

    private final RunRecord run;
    private final ReconciliationView reconciliation;

    RunView(RunRecord run) {
        this.run = run;
        this.reconciliation = new ReconciliationView(run);
    }

    Json json() {
        Json json =
                Json.object()
                        .with(
                                "run",
                                Json.object()
                                        .with("id", run.id())
                                        .with("started", run.started())
                                        .with("finished", run.finished())
                                        .with("state", ItemView.lower(run.state())))
                        .with("sources", run.sources().stream().map(RunView::json).toList())
                        .with("counters", json(run.counters()))
                        .with("notImported", run.notImported().stream().map(RunView::json).toList())
                        .with("notImportedTotal", run.notImportedTotal());
        Reconciliation all = reconciliation.sum();
        return all == null ? json : json.with("reconciliation", ReconciliationView.json(all));
    }

    static Json json(Counters counters) {
        return Json.object()
                .with("available", counters.available())
                .with("imported", counters.imported())
                .with("partial", counters.partial())
                .with("skipped", counters.skipped())
                .with("quarantined", counters.quarantined())
                .with("failed", counters.failed());
    }

    private static Json json(SourceResult source) {
        Json json =
                Json.object()
                        .with("file", source.file())
                        .with("sha256", source.sha256())
                        .with("capture", source.capture())
                        .with("outcome", ItemView.lower(source.outcome()))
                        .with("conversation", source.conversation())
                        .with("conversationHow", source.conversationHow())
                        .with("aligned", source.aligned())
                        .with("added", source.added())
                        .with("counters", json(source.counters()))
                        .with("message", source.message());
        if (source.reconciliation() != null) {
            json.with("reconciliation", ReconciliationView.json(source.reconciliation()));
        }
        SourceReport report = source.report();
        return report == null ? json : survey(json, report);
    }

    private static Json survey(Json json, SourceReport report) {
        Map<String, Long> byKind = new TreeMap<>();
        report.byKind().forEach((kind, count) -> byKind.put(ItemView.kind(kind), count));
        return json.with("kind", report.kind())
                .with("platform", report.platform())
                .with("dateOrder", json(report.dateOrder()))
                .with("zone", json(report.zone()))
                .with("chat", report.chat())
                .with("owner", label(report.owner()))
                .with("ownerHow", json(report.ownerDecision()))
                .with("events", report.events())
                .with("byKind", byKind)
                .with("firstLocal", report.firstLocal())
                .with("lastLocal", report.lastLocal())
                .with("senders", report.senders())
                .with(
                        "attachments",
                        Json.object()
                                .with("found", report.attachmentsFound())
                                .with("missing", report.attachmentsMissing()))
                .with("warnings", report.warnings())
                .with("questions", report.questions().stream().map(RunView::json).toList());
    }

    private static Json json(Decision decision) {
        return Json.object()
                .with("value", decision.value())
                .with("how", decision.how())
                .with("evidence", decision.evidence());
    }

    private static Json json(Question question) {
        return Json.object()
                .with("option", question.option())
                .with("text", question.text())
                .with("answers", question.answers());
    }

    private static Json json(NotImported one) {
        return Json.object()
                .with("capture", one.capture().sequence())
                .with("place", one.locator())
                .with("item", one.item())
                .with("mailbox", one.mailbox())
                .with("party", one.party())
                .with("outcome", ItemView.lower(one.outcome()))
                .with("reason", one.reason());
    }

    /// @param name what to call a party number
    void show(Console console, IntFunction<String> name) {
        sources(console);
        for (SourceResult source : run.sources()) {
            remarks(console, source);
        }
        reconciliation.show(console);
        counters(console);
        waiting(console, name);
        questions(console);
    }

    private void sources(Console console) {
        Table table =
                new Table("~file", "kind", ">events", ">new", ">known", "zone", "dates", "outcome");
        for (SourceResult source : run.sources()) {
            SourceReport report = source.report();
            table.row(
                    source.file(),
                    report == null ? "?" : report.platform(),
                    report == null ? "?" : Quantity.count(report.events()),
                    Quantity.count(source.added()),
                    Quantity.count(source.aligned()),
                    report == null ? "?" : text(report.zone()),
                    report == null ? "?" : text(report.dateOrder()),
                    ItemView.lower(source.outcome()));
        }
        if (!table.isEmpty()) {
            console.print(table);
        }
    }

    private static void remarks(Console console, SourceResult source) {
        if (source.message() != null && !isQuestion(source)) {
            console.print("  " + named(source, source.message()));
        }
        SourceReport report = source.report();
        if (report != null) {
            report.warnings().forEach(warning -> console.say("  " + named(source, warning)));
        }
    }

    /// A remark on one line names the file itself.
    private static String named(SourceResult source, String remark) {
        return remark.startsWith(source.file()) ? remark : source.file() + ": " + remark;
    }

    private void counters(Console console) {
        Counters sum = run.counters();
        console.print(
                "%s available for mailboxes = %s imported + %s partly + %s skipped + %s quarantined + %s failed  (%s)"
                        .formatted(
                                Quantity.count(sum.available()),
                                Quantity.count(sum.imported()),
                                Quantity.count(sum.partial()),
                                Quantity.count(sum.skipped()),
                                Quantity.count(sum.quarantined()),
                                Quantity.count(sum.failed()),
                                run.id()));
    }

    private void waiting(Console console, IntFunction<String> name) {
        if (run.waiting().isEmpty()) {
            return;
        }
        Table table = new Table("not imported", ">copies", "for", "~because");
        Map<String, Long> reasons =
                run.waiting().stream()
                        .collect(
                                Collectors.groupingBy(
                                        group ->
                                                String.join(
                                                        "\n",
                                                        ItemView.lower(group.outcome()),
                                                        whom(group, name),
                                                        group.reason()),
                                        TreeMap::new,
                                        Collectors.summingLong(RunRecord.Group::copies)));
        reasons.entrySet().stream()
                .limit(MOST_REASONS)
                .forEach(
                        reason -> {
                            List<String> key = reason.getKey().lines().toList();
                            table.row(
                                    key.get(0),
                                    Quantity.count(reason.getValue()),
                                    key.get(1),
                                    key.getLast());
                        });
        console.say("");
        if (!console.isQuiet()) {
            console.print(table);
        }
        if (reasons.size() > MOST_REASONS) {
            console.say(
                    "and %d more: 'wharf runs %s --csv'"
                            .formatted(reasons.size() - MOST_REASONS, run.id()));
        }
    }

    private static String whom(RunRecord.Group group, IntFunction<String> name) {
        if (group.mailbox() != null) {
            return group.mailbox();
        }
        Integer party = group.party();
        return party == null ? "nobody" : name.apply(party).lines().findFirst().orElse("?");
    }

    private void questions(Console console) {
        for (SourceResult source : run.sources()) {
            if (isQuestion(source)) {
                console.print("");
                console.print(
                        console.bold("Nothing of %s was archived yet:".formatted(source.file())));
                for (Question question : questions(source)) {
                    console.print("  " + question.text());
                    console.print(
                            "  Import it again with %s%s."
                                    .formatted(question.option(), answers(question)));
                }
            }
        }
    }

    private static String answers(Question question) {
        return question.answers().isEmpty()
                ? ""
                : " (" + String.join(" or ", question.answers()) + ")";
    }

    boolean hasQuestions() {
        return run.sources().stream().anyMatch(RunView::isQuestion);
    }

    boolean hasFailures() {
        return run.counters().failed() > 0
                || !reconciliation.agrees()
                || run.sources().stream()
                        .anyMatch(source -> source.outcome() == SourceResult.Outcome.FAILED);
    }

    private static boolean isQuestion(SourceResult source) {
        return source.outcome() == SourceResult.Outcome.REFUSED && !questions(source).isEmpty();
    }

    private static List<Question> questions(SourceResult source) {
        SourceReport report = source.report();
        return report == null ? List.of() : report.questions();
    }

    private static String text(Decision decision) {
        return "%s (%s)"
                .formatted(decision.value() == null ? "?" : decision.value(), decision.how());
    }

    private static @Nullable String label(@Nullable Person person) {
        return person == null ? null : person.label();
    }
}
