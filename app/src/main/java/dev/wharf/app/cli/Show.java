package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

@Command(name = "show", description = "Show what a mailbox holds, or one item as it looks.")
final class Show extends ArchiveVerb {

    @Parameters(
            arity = "0..1",
            paramLabel = "MAILBOX|ITEM",
            description = "An e-mail address, or an item's id. Nothing: all of the collection.")
    @Nullable String what;

    @Option(names = "--from", paramLabel = "TIME", description = "From this day or time on (UTC).")
    @Nullable String from;

    @Option(names = "--before", paramLabel = "TIME", description = "Before this day or time (UTC).")
    @Nullable String before;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many items, 0 for all (${DEFAULT-VALUE}).")
    int limit = 50;

    @Option(names = "--raw", description = "Write the item's mail (RFC 5322), byte for byte.")
    boolean raw;

    Show(Session session) {
        super(session);
    }

    @Override
    Attempt attempt() {
        String shown = what;
        return new Attempt(
                ActKind.VIEW,
                shown == null
                        ? Subject.ARCHIVE
                        : Subject.of(
                                shown.contains("@") ? Subject.Type.MAILBOX : Subject.Type.ITEM,
                                shown),
                Map.of());
    }

    @Override
    ExitCode run(Home home) throws IOException {
        String shown = what;
        Optional<ItemId> item =
                shown == null || shown.contains("@") ? Optional.empty() : item(shown);
        if (item.isPresent()) {
            return showItem(home, item.get());
        }
        return showMailbox(home, mailbox(home, shown));
    }

    private ExitCode showMailbox(Home home, EmailAddress mailbox) {
        Instant start = from == null ? null : instant("--from", from);
        Instant end = before == null ? null : instant("--before", before);
        Map<String, String> details = new TreeMap<>();
        if (from != null) {
            details.put("from", from);
        }
        if (before != null) {
            details.put("before", before);
        }
        record(home, ActKind.VIEW, Subject.of(Subject.Type.MAILBOX, mailbox.value()), details);
        try (Stream<ItemRow> rows = home.archive().mailbox(mailbox, start, end)) {
            Iterator<ItemRow> each = rows.iterator();
            if (console().isJson()) {
                Iterator<Json> listed =
                        new Limited<>(each, limit, row -> ItemView.listed(home.archive(), row));
                console()
                        .print(
                                Json.object()
                                        .with("mailbox", mailbox)
                                        .with("folder", Mailboxes.FOLDER)
                                        .with("items", listed)
                                        .with("more", new Json.Later(each::hasNext)));
            } else {
                print(home.archive(), each);
            }
        }
        return ExitCode.OK;
    }

    /// In blocks, each a table: memory stays small whatever the mailbox holds.
    private void print(ArchiveReader archive, Iterator<ItemRow> rows) {
        int shown = 0;
        while (rows.hasNext() && (limit == 0 || shown < limit)) {
            Table table = new Table("date (UTC)", "kind", "from", "~text", "item");
            for (int block = 0;
                    block < 200 && rows.hasNext() && (limit == 0 || shown < limit);
                    block++) {
                ItemView.row(table, archive, rows.next());
                shown++;
            }
            console().print(table);
        }
        if (rows.hasNext()) {
            console()
                    .say(
                            "%s shown, there are more: --limit and --from take you on."
                                    .formatted(Quantity.of(shown, "item")));
        } else if (shown == 0) {
            console().say("Nothing in this period.");
        }
    }

    private ExitCode showItem(Home home, ItemId id) throws IOException {
        ArchiveReader archive = home.archive();
        ItemRow row =
                archive.row(id)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND,
                                                "There is no item %s in this archive."
                                                        .formatted(id)));
        StoredItem item = archive.open(row);
        record(
                home,
                ActKind.VIEW,
                Subject.of(Subject.Type.ITEM, id.toString()),
                raw ? Map.of("as", "mail") : Map.of());
        if (raw) {
            item.mail().writeTo(console().out(), archive.contents(row));
            console().out().flush();
            return ExitCode.OK;
        }
        new ItemView(item).lines().forEach(console()::print);
        console().print(new ItemView(item).json());
        return ExitCode.OK;
    }
}
