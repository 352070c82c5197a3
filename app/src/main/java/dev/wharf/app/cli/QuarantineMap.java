package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.connector.quarantine.Quarantine;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

@Command(
        name = "map",
        description = {
            "Give somebody a mailbox: for what waits, and for what is imported later.",
            "",
            "With an item instead of a party, that item alone is delivered."
        })
final class QuarantineMap extends ArchiveVerb {

    @Parameters(
            index = "0",
            paramLabel = "PARTY|ITEM",
            description = "The number that 'quarantine list' shows, or an item's id.")
    String who = "";

    @Parameters(index = "1", paramLabel = "MAILBOX", description = "An e-mail address.")
    String address = "";

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "Only items of this UTC day or later.")
    @Nullable String from;

    @Option(names = "--until", paramLabel = "DAY", description = "Only items up to this UTC day.")
    @Nullable String until;

    QuarantineMap(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.NEVER;
    }

    @Override
    Attempt attempt() {
        return new Attempt(
                ActKind.MAPPING,
                Subject.of(item(who).isPresent() ? Subject.Type.ITEM : Subject.Type.PARTY, who),
                Map.of("mailbox", address));
    }

    @Override
    ExitCode run(Home home) {
        EmailAddress mailbox =
                EmailAddress.parse(address)
                        .orElseThrow(
                                () -> invalid("'%s' is not an e-mail address.".formatted(address)));
        Quarantine.By by = new Quarantine.By(home.actor(), reason);
        Optional<ItemId> item = item(who);
        long copies = 1;
        if (item.isPresent()) {
            home.changing(() -> deliver(home, item.get(), mailbox, by));
        } else {
            PartyId party = party();
            LocalDate first = day(from);
            LocalDate last = day(until);
            copies = home.changing(() -> home.quarantine().map(party, mailbox, first, last, by));
        }
        console()
                .print(
                        "%s now in %s."
                                .formatted(Quantity.of(copies, "item is", "items are"), mailbox));
        console().print(Json.object().with("mailbox", mailbox).with("copies", copies));
        return ExitCode.OK;
    }

    private static ItemId deliver(Home home, ItemId item, EmailAddress mailbox, Quarantine.By by) {
        home.quarantine().deliver(item, mailbox, by);
        return item;
    }

    private PartyId party() {
        try {
            return new PartyId(Integer.parseInt(who));
        } catch (IllegalArgumentException _) {
            throw invalid(
                    "'%s' is neither a party's number nor an item's id; 'wharf quarantine list' shows them."
                            .formatted(who));
        }
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw invalid("'%s' is not a day such as 2026-09-14.".formatted(text));
        }
    }

    private static WharfException invalid(String message) {
        return new WharfException(ErrorCode.QUERY_INVALID, message);
    }
}
