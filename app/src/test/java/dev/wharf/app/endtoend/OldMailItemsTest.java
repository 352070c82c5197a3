package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.home.FolderImport;
import dev.wharf.app.home.Home;
import dev.wharf.capture.cloudapi.CloudApiDecoder;
import dev.wharf.capture.telemessage.OldFolderPacks;
import dev.wharf.capture.telemessage.TeleMessageDecoder;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.intake.IntakePorts;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.connector.run.Reconciliation;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.OldFolder;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryCaptureBody;
import dev.wharf.testkit.MemoryLedger;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Mails of an older archive through decoder and intake into an archive: what they become there
/// does not depend on the mailbox or file in which they come.
class OldMailItemsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final EmailAddress ANA = new EmailAddress("ana@firm.example");
    private static final EmailAddress DESK = new EmailAddress("desk@firm.example");

    private final MemoryArchive archive = new MemoryArchive();
    private final Journal journal = new Journal();

    private static String message(int id, String words) {
        return mail(id, "WhatsApp Message From 15550783881 to 16505551234", words);
    }

    private static String mail(int id, String subject, String words) {
        return """
               Message-ID: <%d@telemessage.com>
               Date: Tue, 14 Nov 2023 22:13:%02d +0000
               From: Desk 15550783881 <desk@firm.example>
               To: Sheena Nelson 16505551234 <16505551234@archive.telemessage.com>
               Subject: %s
               Content-Type: text/plain; charset=UTF-8

               %s
               """
                .formatted(id, id, subject, words);
    }

    private Intake intake() {
        byte[] users =
                "name,phone,email\nDesk,+15550783881,desk@firm.example\nAna,,ana@firm.example\n"
                        .getBytes(StandardCharsets.UTF_8);
        return new Intake(
                new IntakePorts(
                        journal,
                        List.of(new CloudApiDecoder(), new TeleMessageDecoder()),
                        archive,
                        archive,
                        new MailRenderer()::render,
                        new MemoryLedger(CLOCK),
                        CLOCK),
                IntakeOptions.of(
                        UsersFile.parse("users.csv", users),
                        Mapping.NONE,
                        Actor.user("operator", "host")),
                Progress.NONE,
                _ -> {});
    }

    private RunRecord archived(String... mails) {
        for (String mail : mails) {
            journal.append(
                    new CaptureEnvelope(
                            SourceKind.ARCHIVE_MAIL, null, "mail.eml", CLOCK.instant(), Map.of()),
                    mail.getBytes(StandardCharsets.UTF_8));
        }
        return intake().run();
    }

    private List<StoredItem> items() {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.map(archive::open).toList();
        }
    }

    @Test
    void theFoldersOfTwoMailboxesGiveOneItemInBoth() throws IOException {
        FolderImport folders = new FolderImport(journal.importing(this::intake), CLOCK);

        OldFolderPacks.Handed ana = folders.hand(new Folder(ANA, List.of(message(1, "hi"))));
        OldFolderPacks.Handed desk =
                folders.hand(new Folder(DESK, List.of(message(1, "hi"), message(2, "bye"))));
        Reconciliation counts = Objects.requireNonNull(FolderImport.reconciliation(folders.run()));

        assertThat(ana.isWhole() && desk.isWhole()).isTrue();
        assertThat(counts.agrees()).isTrue();
        assertThat(counts.announced()).isEqualTo(3);
        assertThat(counts.added()).isEqualTo(2);
        assertThat(counts.known()).isEqualTo(1);
        assertThat(items()).hasSize(2);
        StoredItem both = items().getFirst();
        assertThat(archive.audience(both.row().audience()).mailboxes()).containsExactly(ANA, DESK);
    }

    @Test
    void anItemSaysWhichMailboxFolderAndUidItIsFrom() throws IOException {
        FolderImport folders = new FolderImport(journal.importing(this::intake), CLOCK);
        folders.hand(new Folder(ANA, List.of(message(1, "hi"))));
        folders.run();

        var provenance = items().getFirst().event().provenance();

        assertThat(provenance.account()).isEqualTo("ana@firm.example");
        assertThat(provenance.captureName()).isEqualTo("WhatsApp Archiver, UID 1");
        assertThat(provenance.locator()).isEqualTo("1.eml");
    }

    @Test
    void theSameFolderAgainAddsNothing() throws IOException {
        FolderImport folders = new FolderImport(journal.importing(this::intake), CLOCK);
        List<String> mails = List.of(message(1, "hi"), message(2, "bye"));
        folders.hand(new Folder(ANA, mails));
        folders.run();
        folders.hand(new Folder(ANA, mails));

        Reconciliation counts = Objects.requireNonNull(FolderImport.reconciliation(folders.run()));

        assertThat(counts.added()).isZero();
        assertThat(counts.known()).isEqualTo(2);
        assertThat(items()).hasSize(2);
    }

    @Test
    void oldAndNewMessagesOfTwoNumbersAreOneConversation() {
        archived(message(1, "from the old archive"));
        journal.append(
                new CaptureEnvelope(SourceKind.CLOUD_API, null, null, CLOCK.instant(), Map.of()),
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
                "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106"},
                "contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"16505551234"}],
                "messages":[{"from":"16505551234","id":"wamid.A","timestamp":"1749416383","type":"text","text":{"body":"live"}}]}}]}]}
                """
                        .getBytes(StandardCharsets.UTF_8));
        intake().run();

        assertThat(items())
                .extracting(item -> item.row().id().conversation())
                .hasSize(2)
                .containsOnly(items().getFirst().row().id().conversation());
    }

    @Test
    void whoeverWroteTheConversationIsTheSame() {
        archived(
                message(1, "one"),
                message(2, "two")
                        .replace(
                                "From 15550783881 to 16505551234",
                                "From 16505551234 to 15550783881")
                        .replace("From: Desk 15550783881 <desk@firm.example>", "From: x")
                        .replace("To: Sheena Nelson 16505551234", "To: Desk 15550783881")
                        .replace("<16505551234@archive", "<15550783881@archive")
                        .replace("From: x", "From: Sheena Nelson 16505551234"));

        assertThat(items())
                .extracting(item -> item.row().id().conversation())
                .hasSize(2)
                .containsOnly(items().getFirst().row().id().conversation());
    }

    @Test
    void aDeletionRefersToTheMessageOfTheSameArchiveId() {
        String id = "Subject: ";
        String mark = "X-TELEMESSAGE-ArchiveMessageID: 4711\nSubject: ";
        archived(
                message(1, "call me").replace(id, mark),
                mail(
                                2,
                                "DELETED - READ - WhatsApp Message From 15550783881 to 16505551234",
                                "call me")
                        .replace(id, mark));

        ItemId first = items().getFirst().row().id();
        Content.Deletion deletion = (Content.Deletion) items().getLast().event().content();
        assertThat(deletion.target().item()).isEqualTo(first);
    }

    @Test
    void copiesWithOtherMessageIdsAreOneItemByTheArchivesOwnId() {
        String mark = "X-TELEMESSAGE-ArchiveMessageID: 4711\nSubject: ";
        archived(
                message(1, "call me").replace("Subject: ", mark),
                message(1, "call me").replace("Subject: ", mark).replace("<1@", "<other@"));

        assertThat(items()).hasSize(1);
    }

    @Test
    void oneIdWithOtherWordsIsAnotherItem() {
        archived(message(1, "call me"), message(1, "do not call me"));

        assertThat(items()).hasSize(2);
    }

    @Test
    void equalWordsInTheSameSecondWithIdsOfTheirOwnAreTwoItems() {
        archived(message(1, "ok"), message(1, "ok").replace("<1@", "<other@"));

        assertThat(items()).hasSize(2);
    }

    /// A journal that is its own feed, in memory.
    private static final class Journal implements Feed {
        private final List<CaptureRecord> records = new ArrayList<>();
        private final List<byte[]> bodies = new ArrayList<>();
        private long acknowledged;

        void append(CaptureEnvelope envelope, byte[] body) {
            bodies.add(body);
            records.add(
                    new CaptureRecord(
                            new CaptureId(bodies.size()),
                            envelope,
                            Digests.sha256(body),
                            body.length));
        }

        Home.Importing importing(Supplier<Intake> intakes) {
            return new Home.Importing() {
                @Override
                public void accept(CaptureEnvelope envelope, Body body) throws IOException {
                    try (InputStream in = body.open()) {
                        append(envelope, in.readAllBytes());
                    }
                }

                @Override
                public RunRecord run() {
                    return intakes.get().run();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public List<CaptureRecord> after(long after, int limit) {
            return records.stream()
                    .filter(record -> record.id().sequence() > after)
                    .limit(limit)
                    .toList();
        }

        @Override
        public CaptureBody open(CaptureRecord record) {
            return new MemoryCaptureBody(bodies.get((int) record.id().sequence() - 1));
        }

        @Override
        public void acknowledge(long sequence) {
            acknowledged = sequence;
        }

        @Override
        public long acknowledged() {
            return acknowledged;
        }

        @Override
        public void close() {}
    }

    /// A folder whose mails are numbered from 1.
    private record Folder(EmailAddress mailbox, List<String> texts) implements OldFolder {
        @Override
        public String folder() {
            return "WhatsApp Archiver";
        }

        @Override
        public long uidValidity() {
            return 7;
        }

        @Override
        public long size() {
            return texts.size();
        }

        @Override
        public Iterator<Mail> mails() {
            List<Mail> mails = new ArrayList<>();
            for (String text : texts) {
                mails.add(new Held(mails.size() + 1L, text));
            }
            return mails.iterator();
        }

        private record Held(long uid, String text) implements OldFolder.Mail {
            @Override
            public Instant receivedAt() {
                return CLOCK.instant();
            }

            @Override
            public long size() {
                return text.length();
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
