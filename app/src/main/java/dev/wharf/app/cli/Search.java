package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.compliance.search.FoundItem;
import dev.wharf.compliance.search.SearchAnswer;
import dev.wharf.compliance.search.SearchQuestion;
import dev.wharf.compliance.search.Snippet;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.search.SearchRequest.Order;
import dev.wharf.core.search.SearchResult.Relation;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@Command(
        name = "search",
        description = {
            "Search everything archived, quarantine included, newest first.",
            "",
            "Words in any script, \"phrases\", prefix*, AND OR NOT ( ), from: to: participants:"
                    + " chat: subject: kind: hasattachment: sent>=2026-09-01. '*' matches everything."
        })
final class Search extends ArchiveVerb {

    @Parameters(
            arity = "1..*",
            paramLabel = "QUERY",
            description = "The query; quote it for the shell.")
    List<String> words = List.of();

    @Option(
            names = "--mailbox",
            paramLabel = "MAILBOX",
            description = "Only what this mailbox holds.")
    @Nullable String mailbox;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many hits, 0 for the total alone (${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(names = "--oldest-first", description = "Oldest first instead of newest first.")
    boolean oldestFirst;

    @Option(names = "--exact", description = "Count every match, however many.")
    boolean exact;

    Search(Session session) {
        super(session);
    }

    @Override
    Attempt attempt() {
        return new Attempt(
                ActKind.SEARCH,
                mailbox == null ? Subject.ARCHIVE : Subject.of(Subject.Type.MAILBOX, mailbox),
                Map.of("query", String.join(" ", words)));
    }

    @Override
    ExitCode run(Home home) {
        String query = String.join(" ", words);
        EmailAddress within = mailbox == null ? null : knownMailbox(home, mailbox);
        SearchAnswer answer =
                home.search()
                        .search(
                                SearchQuestion.newest(query, limit)
                                        .in(within)
                                        .ordered(
                                                oldestFirst
                                                        ? Order.OLDEST_FIRST
                                                        : Order.NEWEST_FIRST)
                                        .counted(exact));
        Map<String, String> details = new TreeMap<>();
        details.put("query", query);
        details.put("total", Long.toString(answer.total()));
        record(
                home,
                ActKind.SEARCH,
                within == null ? Subject.ARCHIVE : Subject.of(Subject.Type.MAILBOX, within.value()),
                details);
        show(console(), answer);
        console().print(json(query, answer));
        return ExitCode.OK;
    }

    static void show(Console console, SearchAnswer answer) {
        for (FoundItem hit : answer.hits()) {
            console.print(
                    "%s  %s  %s"
                            .formatted(
                                    Times.text(hit.date()),
                                    console.bold(hit.from()),
                                    ItemView.lower(hit.kind())));
            console.print("    " + marked(console, hit.snippet()));
            console.print(
                    "    %s  %s"
                            .formatted(
                                    hit.item(),
                                    hit.mailboxes().isEmpty()
                                            ? "in quarantine"
                                            : "in " + mailboxes(hit)));
        }
        String total =
                (answer.relation() == Relation.EXACT ? "" : "at least ")
                        + Quantity.of(answer.total(), "item");
        console.say(
                "%s%s, %d ms"
                        .formatted(
                                total,
                                answer.hits().size() < answer.total() && !answer.hits().isEmpty()
                                        ? ", %d shown".formatted(answer.hits().size())
                                        : "",
                                answer.took().toMillis()));
        if (answer.behind() > 0) {
            console.say(
                    "%s not indexed yet."
                            .formatted(Quantity.of(answer.behind(), "item is", "items are")));
        }
    }

    private static String mailboxes(FoundItem hit) {
        return String.join(", ", hit.mailboxes().stream().map(EmailAddress::value).toList());
    }

    private static String marked(Console console, Snippet snippet) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Snippet.Mark mark : snippet.marks()) {
            text.append(snippet.text(), at, mark.start());
            text.append(console.bold(snippet.text().substring(mark.start(), mark.end())));
            at = mark.end();
        }
        return text.append(snippet.text().substring(at)).toString();
    }

    private static Json json(String query, SearchAnswer answer) {
        return Json.object()
                .with("query", query)
                .with("understood", answer.understood())
                .with("total", answer.total())
                .with("totalRelation", answer.relation() == Relation.EXACT ? "exact" : "at least")
                .with("took", answer.took().toNanos() / 1_000_000.0)
                .with("behind", answer.behind())
                .with("hits", answer.hits().stream().map(Search::json).toList());
    }

    private static Json json(FoundItem hit) {
        return Json.object()
                .with("item", hit.item())
                .with("mailboxes", hit.mailboxes())
                .with("date", hit.date())
                .with("from", hit.from())
                .with("to", hit.to())
                .with("subject", hit.subject())
                .with("kind", ItemView.lower(hit.kind()))
                .with("snippet", hit.snippet().text());
    }
}
