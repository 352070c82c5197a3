package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.core.archive.ArchiveReader.QuarantineGroup;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.PartyId;

import picocli.CommandLine.Command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        show(people, nobody, parties(home));
        return ExitCode.OK;
    }

    private static Map<PartyId, PartyRecord> parties(Home home) {
        return home.archive().parties().stream()
                .collect(Collectors.toMap(PartyRecord::id, Function.identity()));
    }

    private void show(
            Map<Expectation, Waiting> people,
            List<Waiting> nobody,
            Map<PartyId, PartyRecord> parties) {
        Table table = new Table("party", "~known as", "why", ">items", "first (UTC)", "last (UTC)");
        List<Json> list = new ArrayList<>();
        people.forEach(
                (expected, waiting) -> {
                    PartyRecord party = parties.get(expected.party());
                    List<Alias> aliases = party == null ? List.of() : party.aliases();
                    table.row(
                            expected.party().value(),
                            names(aliases),
                            why(expected.reason()),
                            Quantity.count(waiting.items()),
                            Times.text(waiting.first()),
                            Times.text(waiting.last()));
                    list.add(json(expected, aliases, waiting));
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

    private static Json json(Expectation expected, List<Alias> aliases, Waiting waiting) {
        return json(waiting)
                .with("party", expected.party().value())
                .with("names", values(aliases, AliasKind.NAME))
                .with("phones", values(aliases, AliasKind.PHONE))
                .with("why", lower(expected.reason().name()));
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

    private static String names(List<Alias> aliases) {
        List<String> all = new ArrayList<>(values(aliases, AliasKind.NAME));
        all.addAll(values(aliases, AliasKind.PHONE));
        all.addAll(values(aliases, AliasKind.EMAIL));
        return all.isEmpty() ? "unknown" : String.join(", ", all);
    }

    private static List<String> values(List<Alias> aliases, AliasKind kind) {
        return aliases.stream()
                .filter(alias -> alias.kind() == kind)
                .map(Alias::value)
                .distinct()
                .toList();
    }

    private static String why(Expectation.Reason reason) {
        return switch (reason) {
            case NAME_ONLY -> "matched by name only";
            case OWNER_UNMAPPED -> "exported the chat, has no mailbox";
            case USER_UNMAPPED -> "user without a mailbox";
        };
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
