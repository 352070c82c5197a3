package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.core.archive.ArchiveReader.QuarantineGroup;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@Command(name = "list", description = "List whom quarantined items wait for, and why.")
final class QuarantineList extends ArchiveVerb {

    /// What one person, or nobody, keeps waiting.
    private record Waiting(long items, Instant first, Instant last) {

        Waiting plus(Waiting other) {
            return new Waiting(
                    items + other.items,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    QuarantineList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home) {
        List<QuarantineGroup> groups = home.archive().quarantine();
        record(home, ActKind.VIEW, Subject.ARCHIVE, Map.of("what", "quarantine"));
        Map<Expectation, Waiting> people = new TreeMap<>();
        List<Waiting> nobody = new ArrayList<>();
        for (QuarantineGroup group : groups) {
            Waiting waiting = new Waiting(group.items(), group.first(), group.last());
            if (group.waiting().unresolved().isEmpty()) {
                nobody.add(waiting);
            }
            group.waiting()
                    .unresolved()
                    .forEach(expected -> people.merge(expected, waiting, Waiting::plus));
        }
        show(people, nobody, new PartyNames(home.archive()));
        return ExitCode.OK;
    }

    private void show(Map<Expectation, Waiting> people, List<Waiting> nobody, PartyNames names) {
        Table table = new Table("party", "~known as", "why", ">items", "first (UTC)", "last (UTC)");
        List<Json> list = new ArrayList<>();
        people.forEach(
                (expected, waiting) -> {
                    int party = expected.party().value();
                    table.row(
                            party,
                            names.apply(party),
                            why(expected.reason()),
                            Quantity.count(waiting.items()),
                            Times.text(waiting.first()),
                            Times.text(waiting.last()));
                    list.add(json(expected, names, waiting));
                });
        nobody.stream()
                .reduce(Waiting::plus)
                .ifPresent(
                        waiting -> {
                            table.row(
                                    "-",
                                    "nobody",
                                    "nobody of the firm is known to have been there",
                                    Quantity.count(waiting.items()),
                                    Times.text(waiting.first()),
                                    Times.text(waiting.last()));
                            list.add(json(waiting));
                        });
        if (table.isEmpty()) {
            console().say("The quarantine is empty.");
        } else {
            console().print(table);
            console()
                    .say(
                            "'wharf quarantine map PARTY MAILBOX' delivers what waits for somebody;"
                                    + " 'wharf quarantine replay' tries all again with your files.");
        }
        console().print(Json.object().with("waiting", list));
    }

    private static Json json(Expectation expected, PartyNames names, Waiting waiting) {
        return json(waiting)
                .with("party", expected.party().value())
                .with("names", names.values(expected.party().value(), AliasKind.NAME))
                .with("phones", names.values(expected.party().value(), AliasKind.PHONE))
                .with("why", ItemView.lower(expected.reason()));
    }

    private static Json json(Waiting waiting) {
        return Json.object()
                .with("party", null)
                .with("names", List.of())
                .with("phones", List.of())
                .with("why", "nobody_expected")
                .with("items", waiting.items())
                .with("first", waiting.first())
                .with("last", waiting.last());
    }

    private static String why(Expectation.Reason reason) {
        return switch (reason) {
            case NAME_ONLY -> "matched by name only";
            case OWNER_UNMAPPED -> "exported the chat, has no mailbox";
            case USER_UNMAPPED -> "user without a mailbox";
        };
    }
}
