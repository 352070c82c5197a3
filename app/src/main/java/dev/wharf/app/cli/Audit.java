package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Command(name = "audit", description = "Read the audit ledger: who did what, when and why.")
final class Audit extends ArchiveVerb {

    private static final int BLOCK = 200;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only acts of this type: import, view, search, export, erase, key, …")
    @Nullable String type;

    @Option(names = "--since", paramLabel = "TIME", description = "From this day or time on (UTC).")
    @Nullable String since;

    Audit(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home) {
        ActKind kind = type == null ? null : kind(type);
        Instant from = since == null ? null : instant("--since", since);
        record(home, ActKind.VIEW, Subject.ARCHIVE, Map.of("what", "audit"));
        try (Stream<LedgerEntry> entries = home.ledger().entries(0)) {
            Iterator<LedgerEntry> each =
                    entries.filter(entry -> kind == null || entry.act().kind() == kind)
                            .filter(entry -> from == null || !entry.act().at().isBefore(from))
                            .iterator();
            if (console().isJson()) {
                Iterator<Json> list = new Limited<>(each, 0, Audit::json);
                console().print(Json.object().with("entries", list).with("head", head(home)));
            } else {
                print(each);
            }
        }
        return ExitCode.OK;
    }

    private static ActKind kind(String text) {
        try {
            return ActKind.parse(text);
        } catch (IllegalArgumentException e) {
            String all =
                    Arrays.stream(ActKind.values())
                            .map(ActKind::text)
                            .collect(Collectors.joining(", "));
            throw new WharfException(
                    ErrorCode.QUERY_INVALID,
                    "There is no type '%s' of acts. There are: %s.".formatted(text, all),
                    e);
        }
    }

    private static Json head(Home home) {
        return Json.object()
                .with("size", home.ledger().head().size())
                .with("root", home.ledger().head().root());
    }

    private void print(Iterator<LedgerEntry> entries) {
        long shown = 0;
        while (entries.hasNext()) {
            Table table = new Table(">no", "time (UTC)", "who", "act", "on", "~more");
            for (int block = 0; block < BLOCK && entries.hasNext(); block++) {
                row(table, entries.next());
                shown++;
            }
            console().print(table);
        }
        console().say(Quantity.of(shown, "act") + ".");
    }

    /// A row of number, time, who, act, on what, and more.
    static void row(Table table, LedgerEntry entry) {
        Act act = entry.act();
        table.row(
                entry.sequence(),
                Times.text(act.at()),
                act.actor().id() + "@" + act.actor().host(),
                outcome(act),
                subject(act.subject()),
                more(act));
    }

    private static String outcome(Act act) {
        return switch (act.outcome()) {
            case DONE -> act.kind().text();
            case REFUSED -> act.kind().text() + " (refused)";
            case FAILED -> act.kind().text() + " (failed)";
        };
    }

    private static String subject(Subject subject) {
        return subject.type() == Subject.Type.ARCHIVE
                ? "archive"
                : ItemView.lower(subject.type()) + " " + subject.id();
    }

    private static String more(Act act) {
        String details =
                act.details().entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(Collectors.joining(" "));
        return act.reason() == null ? details : "\"" + act.reason() + "\" " + details;
    }

    static Json json(LedgerEntry entry) {
        Act act = entry.act();
        return Json.object()
                .with("sequence", entry.sequence())
                .with("recorded", entry.recordedAt())
                .with("at", act.at())
                .with("act", act.kind().text())
                .with("outcome", ItemView.lower(act.outcome()))
                .with(
                        "actor",
                        Json.object()
                                .with("type", ItemView.lower(act.actor().type()))
                                .with("id", act.actor().id())
                                .with("host", act.actor().host()))
                .with(
                        "subject",
                        Json.object()
                                .with("type", ItemView.lower(act.subject().type()))
                                .with("id", act.subject().id()))
                .with("onBehalfOf", act.onBehalfOf())
                .with("authority", act.authority())
                .with("reason", act.reason())
                .with("before", act.before())
                .with("after", act.after())
                .with("details", act.details())
                .with("leaf", entry.leaf());
    }
}
