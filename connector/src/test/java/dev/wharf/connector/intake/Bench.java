package dev.wharf.connector.intake;

import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.MappingFile;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.event.Content;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryLedger;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A whole intake on memory ports.
final class Bench {
    static final String USERS = "name,phone,email\n";

    final ScriptedSite site = new ScriptedSite();
    final MemoryArchive archive = new MemoryArchive();
    final List<NotImported> notImported = new ArrayList<>();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    final MemoryLedger ledger = new MemoryLedger(clock);
    UserDirectory users = UserDirectory.empty();
    Mapping mapping = Mapping.NONE;
    boolean strict;
    boolean matchNames;
    ItemRenderer renderer = new MailRenderer()::render;

    Bench users(String... rows) {
        users =
                UsersFile.parse(
                        "users.csv",
                        (USERS + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Bench mapping(String... rows) {
        mapping =
                MappingFile.parse(
                        "mapping.csv",
                        ("External User ID,Microsoft 365 User Mailbox\n" + String.join("\n", rows))
                                .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Bench matchNames() {
        matchNames = true;
        return this;
    }

    Intake intake() {
        return new Intake(ports(), options(), Progress.NONE, notImported::add);
    }

    IntakePorts ports() {
        return new IntakePorts(site, List.of(site), archive, archive, renderer, ledger, clock);
    }

    IntakeOptions options() {
        return IntakeOptions.of(users, mapping, Actor.user("operator", "host"))
                .matchingNames(matchNames)
                .strict(strict);
    }

    Optional<KnownCapture> known(Script script) {
        CaptureRecord record = ScriptedSite.record(1, script);
        return intake().known(record.envelope(), record.digest());
    }

    RunRecord run(Script... scripts) {
        for (Script script : scripts) {
            site.add(script);
        }
        notImported.clear();
        return intake().run();
    }

    List<StoredItem> items() {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.map(archive::open).toList();
        }
    }

    List<StoredItem> mailbox(String address) {
        try (Stream<ItemRow> rows = archive.mailbox(new EmailAddress(address), null, null)) {
            return rows.map(archive::open).toList();
        }
    }

    List<String> texts(String address) {
        return mailbox(address).stream().map(item -> text(item.event().content())).toList();
    }

    List<String> texts() {
        return items().stream().map(item -> text(item.event().content())).toList();
    }

    static String text(Content content) {
        @Nullable String text =
                switch (content) {
                    case Content.Message message ->
                            message.text() == null
                                    ? message.attachments().stream()
                                            .map(
                                                    a ->
                                                            a.state()
                                                                    .name()
                                                                    .toLowerCase(
                                                                            java.util.Locale.ROOT))
                                            .toList()
                                            .toString()
                                    : message.text();
                    case Content.Edit edit -> "edit: " + edit.replacement().text();
                    case Content.Deletion _ -> "deletion";
                    default -> content.kind().name();
                };
        return String.valueOf(text);
    }
}
