package dev.wharf.connector.intake;

import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.event.Event;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryLedger;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A whole intake of captures of every kind on memory ports: Alice's phone and account.
final class MixedBench {
    static final String ALICE = "+447700900001";
    static final String BOX = "alice@firm.example";

    final MixedSite site = new MixedSite();
    final MemoryArchive archive = new MemoryArchive();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private final UserDirectory users =
            UsersFile.parse(
                    "users.csv",
                    ("name,phone,email\nAlice Adams," + ALICE + "," + BOX + "\n")
                            .getBytes(StandardCharsets.UTF_8));

    /// One event, still without the capture that it comes in.
    interface Told extends Function<Provenance, Event> {}

    SourceResult export(Script script) {
        site.export(script);
        return run().sources().getLast();
    }

    SourceResult database(List<Told> events) {
        site.events(SourceKind.ANDROID_BACKUP, ALICE, "msgstore.db", events);
        return run().sources().getLast();
    }

    /// Each list is one capture.
    @SafeVarargs
    final SourceResult live(List<Told>... captures) {
        List<List<Told>> pages = new ArrayList<>();
        for (List<Told> capture : captures) {
            pages.add(capture);
        }
        return pages(pages);
    }

    SourceResult pages(List<List<Told>> captures) {
        for (List<Told> events : captures) {
            site.events(SourceKind.LINKED_DEVICE, ALICE, null, events);
        }
        return run().sources().getLast();
    }

    RunRecord run() {
        return new Intake(ports(), options(), Progress.NONE, _ -> {}).run();
    }

    /// Decodes every original that is kept once more, and archives what is new of it.
    Redecode.Report redecode() {
        return new Redecode(ports(), options()).run(List.of(), true, Progress.NONE);
    }

    private IntakePorts ports() {
        return new IntakePorts(
                site,
                List.of(site),
                archive,
                archive,
                new MailRenderer()::render,
                new MemoryLedger(clock),
                clock);
    }

    private IntakeOptions options() {
        return IntakeOptions.of(users, Mapping.NONE, Actor.user("operator", "host"));
    }

    List<StoredItem> items() {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.map(archive::open).toList();
        }
    }

    List<String> texts() {
        return items().stream().map(item -> Bench.text(item.event().content())).toList();
    }

    List<String> mailbox() {
        try (Stream<ItemRow> rows = archive.mailbox(new EmailAddress(BOX), null, null)) {
            return rows.map(archive::open).map(i -> Bench.text(i.event().content())).toList();
        }
    }

    long conversations() {
        return items().stream().map(item -> item.event().chat().id()).distinct().count();
    }
}
