package dev.wharf.app.cli;

import dev.wharf.app.console.CleanText;
import dev.wharf.app.console.DisplayWidth;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.BodyText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How an item looks on the command line.
final class ItemView {

    private static final int SNIPPET = 160;
    private static final int MOST_RECIPIENTS = 5;

    private final StoredItem item;
    private final Event event;

    ItemView(StoredItem item) {
        this.item = item;
        this.event = item.event();
    }

    static String kind(EventKind kind) {
        return lower(kind);
    }

    /// How constants are written in JSON and tables.
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// One row of `date (UTC), kind, from, text, item`.
    static void row(Table table, ArchiveReader archive, ItemRow row) {
        if (row.erased()) {
            table.row(Times.text(row.time()), kind(row.kind()), "", "(erased)", row.id());
            return;
        }
        ItemView view = new ItemView(archive.open(row));
        table.row(Times.text(row.time()), kind(row.kind()), view.sender(), view.text(), row.id());
    }

    /// As in the lists of `show --json`.
    static Json listed(ArchiveReader archive, ItemRow row) {
        if (row.erased()) {
            return Json.object()
                    .with("item", row.id())
                    .with("date", row.time())
                    .with("kind", kind(row.kind()))
                    .with("erased", true);
        }
        return new ItemView(archive.open(row)).summary(null);
    }

    /// What lists and hits tell of an item.
    ///
    /// @param snippet the passage that was found; null for the beginning of the text
    Json summary(@Nullable String snippet) {
        return Json.object()
                .with("item", item.row().id())
                .with("mailboxes", mailboxes())
                .with("date", item.row().time())
                .with("kind", kind(item.row().kind()))
                .with("from", item.headline().from())
                .with("to", item.headline().to())
                .with("subject", item.headline().subject())
                .with("snippet", snippet == null ? beginning() : snippet)
                .with("erased", false);
    }

    Json json() {
        Provenance source = event.provenance();
        return summary(null)
                .with("chat", event.chat().title())
                .with("text", BodyText.of(event.content()))
                .with("time", time())
                .with("attachments", attachments().stream().map(ItemView::json).toList())
                .with(
                        "source",
                        Json.object()
                                .with("capture", source.capture().sequence())
                                .with("file", source.captureName())
                                .with("sha256", source.captureDigest())
                                .with("place", source.locator())
                                .with("decoder", source.decoder()))
                .with(
                        "waitingFor",
                        item.audience().unresolved().stream()
                                .map(expectation -> expectation.party().value())
                                .toList());
    }

    private Json time() {
        EventTime time = event.time();
        return Json.object()
                .with("at", time.at())
                .with("precision", lower(time.precision()))
                .with("basis", lower(time.basis()))
                .with("local", time.localText())
                .with("zone", time.zone());
    }

    private static Json json(Attachment attachment) {
        return Json.object()
                .with("name", attachment.fileName())
                .with("type", type(attachment))
                .with("state", lower(attachment.state()))
                .with("size", attachment.size() < 0 ? null : attachment.size())
                .with("sha256", attachment.digest());
    }

    /// The whole item, for reading.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        field(lines, "Subject", item.headline().subject());
        field(lines, "From", item.headline().from());
        field(lines, "To", recipients());
        field(lines, "Date", when());
        field(lines, "Kind", kind(event.kind()));
        for (Attachment attachment : attachments()) {
            field(lines, "Attached", describe(attachment));
        }
        field(
                lines,
                "Mailboxes",
                mailboxes().isEmpty() ? "none: in quarantine" : String.join(", ", mailboxes()));
        field(lines, "Source", source());
        field(lines, "Item", item.row().id().toString());
        String body = CleanText.body(BodyText.of(event.content())).strip();
        if (!body.isEmpty()) {
            lines.add("");
            body.lines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static void field(List<String> lines, String name, String value) {
        lines.add(DisplayWidth.padded(name, 10, false) + " " + CleanText.line(value));
    }

    private String recipients() {
        List<String> to = item.headline().to();
        String first = to.stream().limit(MOST_RECIPIENTS).collect(Collectors.joining(", "));
        return to.size() > MOST_RECIPIENTS
                ? first + " and %d more".formatted(to.size() - MOST_RECIPIENTS)
                : first;
    }

    private String when() {
        EventTime time = event.time();
        String utc = Times.text(time.at()) + " UTC";
        if (time.localText() == null) {
            return utc;
        }
        String basis =
                switch (time.basis()) {
                    case UTC -> "UTC";
                    case ZONE_GIVEN -> "given";
                    case ZONE_PROVEN -> "proven";
                    case ZONE_ASSUMED -> "assumed";
                };
        return "%s (shown as '%s'; zone %s, %s)"
                .formatted(utc, time.localText(), time.zone(), basis);
    }

    private String source() {
        Provenance source = event.provenance();
        String name = source.captureName();
        return "%s, %s, capture %s, SHA-256 %s"
                .formatted(
                        name == null ? "live update" : name,
                        source.locator(),
                        source.capture(),
                        source.captureDigest().sha256().substring(0, 16) + "…");
    }

    private String sender() {
        Person sender = event.sender();
        return sender == null ? "WhatsApp" : sender.label();
    }

    /// One line of what it says, or of what came with it.
    private String text() {
        String text = BodyText.of(event.content());
        String files =
                attachments().stream()
                        .map(ItemView::describe)
                        .map(file -> "[" + file + "]")
                        .collect(Collectors.joining(" "));
        String both = files.isEmpty() ? text : files + " " + text;
        if (!both.isBlank()) {
            return both;
        }
        return switch (event.content()) {
            case Content.Deletion _ -> "(deleted)";
            case Content.Unreadable _ -> "(could not be shown)";
            case Content.Call _ -> "(call)";
            case Content.Message _,
                    Content.Edit _,
                    Content.Reaction _,
                    Content.Membership _,
                    Content.Receipt _,
                    Content.Notice _,
                    Content.Gap _,
                    Content.Unknown _ ->
                    "";
        };
    }

    private String beginning() {
        return DisplayWidth.cut(CleanText.line(BodyText.of(event.content())), SNIPPET);
    }

    private List<String> mailboxes() {
        return item.audience().mailboxes().stream().map(EmailAddress::value).toList();
    }

    private List<Attachment> attachments() {
        return switch (event.content()) {
            case Content.Message message -> message.attachments();
            case Content.Edit edit -> edit.replacement().attachments();
            case Content.Deletion _,
                    Content.Reaction _,
                    Content.Call _,
                    Content.Membership _,
                    Content.Receipt _,
                    Content.Notice _,
                    Content.Unreadable _,
                    Content.Gap _,
                    Content.Unknown _ ->
                    List.of();
        };
    }

    private static String describe(Attachment attachment) {
        String name = attachment.fileName();
        String what = name == null ? lower(attachment.kind()).replace('_', ' ') : name;
        if (attachment.state() == AttachmentState.PRESENT) {
            return "%s, %s".formatted(what, Quantity.bytes(attachment.size()));
        }
        return "%s, %s".formatted(what, lower(attachment.state()));
    }

    private static @Nullable String type(Attachment attachment) {
        String sniffed = attachment.sniffedType();
        return sniffed == null ? attachment.declaredType() : sniffed;
    }
}
