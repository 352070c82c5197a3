package dev.wharf.connector.intake;

import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.RunStore;
import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryLedger;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A whole intake of live captures on memory ports.
final class LiveBench {
    static final String ALICE = "+447700900001";
    static final String BEN = "+447700900002";
    static final String CLIENT = "+447700900123";
    static final Instant NOON = Instant.parse("2026-09-14T12:00:00Z");

    final LiveSite site = new LiveSite();
    final MemoryArchive archive = new MemoryArchive();
    final SetClock clock = new SetClock();
    final MemoryLedger ledger = new MemoryLedger(clock);
    final List<NotImported> notImported = new ArrayList<>();
    ArchiveWriter writer = archive;
    ItemRenderer renderer = new MailRenderer()::render;
    UserDirectory users =
            users(
                    "Alice Adams," + ALICE + ",alice@firm.example",
                    "Ben Baker," + BEN + ",ben@firm.example");

    /// Stands still until it is set.
    static final class SetClock extends Clock {
        private Instant now = NOON;

        void set(Instant to) {
            now = to;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    static UserDirectory users(String... rows) {
        String file = "name,phone,email\n" + String.join("\n", rows);
        return UsersFile.parse("users.csv", file.getBytes(StandardCharsets.UTF_8));
    }

    /// An update as one account shows it, still without the capture it comes in.
    interface Update extends Function<Provenance, Event> {}

    /// What `account` sees of a direct chat.
    static Update direct(String account, String other, String sender, String id, Content said) {
        return from ->
                new Event(
                        new Chat(
                                null,
                                ChatKind.DIRECT,
                                null,
                                other.substring(1) + "@s.whatsapp.net"),
                        EventTime.utc(
                                NOON.plusSeconds(Math.floorMod(id.hashCode(), 3_600)),
                                TimePrecision.SECOND),
                        person(sender, account),
                        List.of(person(account, account), person(other, account)),
                        sender.equals(account)
                                ? Event.Direction.OUTGOING
                                : Event.Direction.INCOMING,
                        new MessageKey(null, id, sender.equals(account), sender),
                        said,
                        from);
    }

    private static Person person(String phone, String account) {
        Person person = Person.numbered(new PhoneNumber(phone));
        return phone.equals(account) ? person.asOwner() : person;
    }

    static Update text(String id) {
        return direct(ALICE, CLIENT, CLIENT, id, Content.Message.text("text of " + id));
    }

    static Update file(String id, String caption, String... files) {
        List<Attachment> attachments = new ArrayList<>();
        for (String file : files) {
            attachments.add(
                    new Attachment(
                            MediaKind.IMAGE,
                            AttachmentState.MISSING,
                            file,
                            null,
                            null,
                            -1,
                            null,
                            "not there yet"));
        }
        return direct(
                ALICE,
                CLIENT,
                CLIENT,
                id,
                Content.Message.media(caption.isEmpty() ? null : caption, attachments));
    }

    static MessageRef ref(String id) {
        return new MessageRef(null, new MessageKey(null, id, null, null));
    }

    long add(Update... updates) {
        return site.add(ALICE, List.of(updates));
    }

    Intake intake() {
        return new Intake(
                new IntakePorts(site, List.of(site), writer, archive, renderer, ledger, clock),
                IntakeOptions.of(users, Mapping.NONE, Actor.user("operator", "host")),
                Progress.NONE,
                notImported::add);
    }

    RunRecord run() {
        notImported.clear();
        return intake().run();
    }

    RunStore runs() {
        return new RunStore(archive, archive, clock);
    }

    List<StoredItem> items() {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.map(archive::open).toList();
        }
    }

    List<String> texts() {
        return items().stream().map(item -> Bench.text(item.event().content())).toList();
    }

    List<String> mailbox(String address) {
        try (Stream<ItemRow> rows = archive.mailbox(new EmailAddress(address), null, null)) {
            return rows.map(archive::open).map(i -> Bench.text(i.event().content())).toList();
        }
    }

    List<KeptCapture> originals() {
        try (Stream<KeptCapture> kept = archive.captures()) {
            return kept.toList();
        }
    }
}
