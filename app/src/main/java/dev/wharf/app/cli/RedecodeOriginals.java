package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.intake.Redecode;
import dev.wharf.connector.intake.Redecode.Difference;
import dev.wharf.connector.intake.Redecode.Original;
import dev.wharf.connector.intake.Redecode.Report;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Command(
        name = "redecode",
        description =
                "Decode kept originals again with today's decoders, and say what they would add.")
final class RedecodeOriginals extends ArchiveVerb {

    @ArgGroup(exclusive = true, multiplicity = "1")
    Which which = new Which();

    /// Which originals.
    static final class Which {
        @Option(
                names = "--capture",
                paramLabel = "N",
                description = "Those that hold this capture; may be repeated.")
        List<Long> captures = new ArrayList<>();

        @Option(names = "--all", description = "Every original that is kept.")
        boolean all;
    }

    @ArgGroup(exclusive = true)
    How how = new How();

    /// What to do.
    static final class How {
        @Option(names = "--dry-run", description = "Change nothing; so without --apply too.")
        boolean dryRun;

        @Option(names = "--apply", description = "Archive what is new. Nothing is rewritten.")
        boolean apply;
    }

    @Mixin PeopleOptions people = new PeopleOptions();

    RedecodeOriginals(Session session) {
        super(session);
    }

    @Override
    Attempt attempt() {
        return new Attempt(
                ActKind.REDECODE, Subject.ARCHIVE, Map.of("applied", Boolean.toString(how.apply)));
    }

    @Override
    boolean needsRest() {
        return true;
    }

    @Override
    ExitCode run(Home home) throws IOException {
        Redecode redecode = home.redecode(people.read(this, home.actor()));
        Report report =
                redecode.run(
                        which.captures.stream().map(CaptureId::new).toList(),
                        how.apply,
                        console().progress());
        show(report);
        console().print(json(report));
        boolean left = report.unread() > 0 || (report.all().isAny() && !how.apply);
        return left ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    private void show(Report report) {
        Difference all = report.all();
        console()
                .print(
                        "Decoded %s in %s: %s as archived, %s %s (%s instead of another), %s, %s %s more people."
                                .formatted(
                                        Quantity.of(report.captures(), "capture"),
                                        Quantity.of(report.originals(), "original"),
                                        Quantity.of(all.same(), "event"),
                                        Quantity.of(all.added(), "item"),
                                        how.apply ? "added" : "to add",
                                        Quantity.count(all.differing()),
                                        Quantity.of(all.receipts(), "receipt"),
                                        Quantity.of(all.widened(), "item"),
                                        how.apply ? "reached" : "for"));
        if (report.unread() > 0) {
            console()
                    .print(
                            "%s could not be read, or not to the end."
                                    .formatted(Quantity.of(report.unread(), "original")));
        }
        Table table = new Table("captures", ">same", ">new", ">instead", "~problem");
        report.listed().forEach(original -> row(table, original));
        if (!table.isEmpty()) {
            console().print(table);
        }
        if (all.isAny() && !how.apply) {
            console().say("Nothing was changed; --apply archives what is new.");
        }
    }

    private static void row(Table table, Original original) {
        Difference difference = original.difference();
        table.row(
                original.first() == original.last()
                        ? Long.toString(original.first())
                        : original.first() + " to " + original.last(),
                Quantity.count(difference.same()),
                Quantity.count(difference.added()),
                Quantity.count(difference.differing()),
                original.problem() == null ? "" : original.problem());
    }

    private Json json(Report report) {
        return json(report.all())
                .with("applied", how.apply)
                .with("originals", report.originals())
                .with("captures", report.captures())
                .with("destroyed", report.destroyed())
                .with("unread", report.unread())
                .with(
                        "listed",
                        report.listed().stream()
                                .map(
                                        one ->
                                                json(one.difference())
                                                        .with("first", one.first())
                                                        .with("last", one.last())
                                                        .with("problem", one.problem()))
                                .toList());
    }

    private static Json json(Difference difference) {
        return Json.object()
                .with("same", difference.same())
                .with("added", difference.added())
                .with("differing", difference.differing())
                .with("receipts", difference.receipts())
                .with("widened", difference.widened());
    }
}
