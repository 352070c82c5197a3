package dev.wharf.app.cli;

import dev.wharf.app.console.Console;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.Collection;
import dev.wharf.connector.collection.Custody;
import dev.wharf.connector.collection.CustodyRecord;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A collection's custody record: for a person to print, and as JSON.
final class CollectionView {
    private static final Map<String, String> SCOPE_WORDS = scopeWords();

    private final Home home;
    private final Collection collection;
    private final boolean files;
    private final List<CustodyRecord> originals;

    /// @param files whether to list the files that originals were packed of
    CollectionView(Home home, Collection collection, boolean files) {
        this.home = home;
        this.collection = collection;
        this.files = files;
        this.originals = Custody.all(home.archive());
    }

    private static Map<String, String> scopeWords() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("only-chat", "chats");
        words.put("only-person", "people");
        words.put("scope-from", "from");
        words.put("scope-before", "before");
        words.put("keep-originals", "originals kept");
        return words;
    }

    void show(Console console) {
        LedgerHead head = home.ledger().head();
        console.print("Collection   " + console.bold(collection.caseId()));
        console.print(
                "Founded      %s (UTC) by %s"
                        .formatted(Times.text(collection.founded()), collection.by()));
        console.print("Seen by      " + String.join(", ", collection.readers()));
        console.print("Holds        " + Quantity.of(home.archive().lastSequence(), "item"));
        console.print("Ledger       %d entries, root %s".formatted(head.size(), head.root()));
        for (CustodyRecord original : originals) {
            console.print("");
            show(console, original);
        }
        console.print("");
        Table table = new Table("looked (UTC)", "who", "as", "~at");
        try (Stream<LedgerEntry> entries = home.ledger().entries(0)) {
            entries.map(LedgerEntry::act)
                    .filter(CollectionView::isLook)
                    .forEach(
                            act ->
                                    table.row(
                                            Times.text(act.at()),
                                            who(act),
                                            act.onBehalfOf() == null ? "-" : act.onBehalfOf(),
                                            at(act)));
        }
        console.print(table);
    }

    private void show(Console console, CustodyRecord original) {
        console.print(
                "Original %d   %s".formatted(original.capture(), console.bold(original.file())));
        line(console, "SHA-256", original.sha256());
        line(console, "size", Quantity.bytes(original.size()));
        line(console, "collected", original.collected());
        line(console, "by", original.collector());
        line(console, "with", original.tool() + ", " + original.actor() + "@" + original.host());
        line(console, "device", original.device());
        line(console, "found", found(original));
        line(console, "scope", scope(original));
        line(console, "events", events(original));
        line(console, "outcome", outcome(original));
        if (original.files() > 0) {
            line(
                    console,
                    "files",
                    "%s, list's SHA-256 %s"
                            .formatted(Quantity.count(original.files()), original.filesSha256()));
        }
        if (files) {
            try (Stream<String> sums = Custody.files(home.archive(), original)) {
                sums.forEach(sum -> console.print("    " + sum));
            }
        }
    }

    private static void line(Console console, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            console.print("  %-10s %s".formatted(name, value));
        }
    }

    private static String found(CustodyRecord original) {
        return Stream.of(
                        original.source(),
                        original.platform(),
                        original.owner(),
                        original.decoder())
                .filter(one -> one != null && !one.equals("unknown"))
                .collect(Collectors.joining(", "));
    }

    private static String scope(CustodyRecord original) {
        if (original.scope().isEmpty()) {
            return "everything";
        }
        return SCOPE_WORDS.entrySet().stream()
                .filter(word -> original.scope().containsKey(word.getKey()))
                .map(
                        word ->
                                word.getValue()
                                        + " "
                                        + String.valueOf(original.scope().get(word.getKey()))
                                                .replace("\n", ", "))
                .collect(Collectors.joining("; "));
    }

    private static String events(CustodyRecord original) {
        return "%s in scope, %s left out"
                .formatted(Quantity.count(original.events()), Quantity.count(original.leftOut()));
    }

    private static String outcome(CustodyRecord original) {
        String kept = original.kept() ? "; the original is kept" : "";
        return original.outcome()
                + kept
                + (original.problem() == null ? "" : ": " + original.problem());
    }

    private static boolean isLook(Act act) {
        return act.kind() == ActKind.CASE && "opened".equals(act.details().get("what"));
    }

    private static String who(Act act) {
        return act.actor().id() + "@" + act.actor().host();
    }

    private static String at(Act act) {
        String refused = act.outcome() == Outcome.DONE ? "" : " (refused)";
        return act.details().getOrDefault("verb", "") + refused;
    }

    Json json() {
        LedgerHead head = home.ledger().head();
        try (Stream<LedgerEntry> entries = home.ledger().entries(0)) {
            return Json.object()
                    .with("collection", collection.caseId())
                    .with("mailbox", collection.id().mailbox())
                    .with("founded", collection.founded())
                    .with("by", collection.by())
                    .with("readers", collection.readers())
                    .with("items", home.archive().lastSequence())
                    .with(
                            "ledger",
                            Json.object().with("size", head.size()).with("root", head.root()))
                    .with("originals", originals.stream().map(this::json).toList())
                    .with(
                            "looked",
                            entries.map(LedgerEntry::act)
                                    .filter(CollectionView::isLook)
                                    .map(CollectionView::json)
                                    .toList());
        }
    }

    private Json json(CustodyRecord original) {
        Json json =
                Json.object()
                        .with("capture", original.capture())
                        .with("file", original.file())
                        .with("source", original.source())
                        .with("sha256", original.sha256())
                        .with("size", original.size())
                        .with("collected", original.collected())
                        .with("collector", original.collector())
                        .with("device", original.device())
                        .with("tool", original.tool())
                        .with("actor", original.actor())
                        .with("host", original.host())
                        .with("outcome", original.outcome())
                        .with("problem", original.problem())
                        .with("decoder", original.decoder())
                        .with("platform", original.platform())
                        .with("owner", original.owner())
                        .with("scope", scopeJson(original))
                        .with("events", original.events())
                        .with("leftOut", original.leftOut())
                        .with("kept", original.kept())
                        .with("files", original.files())
                        .with("filesSha256", original.filesSha256());
        if (files) {
            try (Stream<String> sums = Custody.files(home.archive(), original)) {
                json.with("sums", sums.toList());
            }
        }
        return json;
    }

    private static Json scopeJson(CustodyRecord original) {
        Map<String, String> scope = original.scope();
        return Json.object()
                .with("chats", lines(scope.get("only-chat")))
                .with("people", lines(scope.get("only-person")))
                .with("from", scope.get("scope-from"))
                .with("before", scope.get("scope-before"))
                .with("originalsKept", scope.containsKey("keep-originals"));
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }

    private static Json json(Act act) {
        return Json.object()
                .with("at", act.at())
                .with("who", who(act))
                .with("as", act.onBehalfOf())
                .with("verb", act.details().get("verb"))
                .with("outcome", ItemView.lower(act.outcome()));
    }
}
