package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.ImapFolderReader.FolderMail;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.imap.Dovecot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class ImapFolderReaderTest {
    private static DovecotMailboxes mailboxes;
    private static EmailAddress mailbox;
    private static final List<Outgoing> MAILS = new ArrayList<>(SampleMails.mails(250));

    @BeforeAll
    static void fill() {
        mailboxes = new DovecotMailboxes(Dovecot.Format.MDBOX);
        mailbox = mailboxes.fresh();
        MAILS.set(120, SampleMails.withFile(120, 3_000_000));
        ImapSettings unread = settings().with(new ImapSettings.Folder("Old/Vendor", false));
        try (ImapDestination destination =
                        new ImapDestination(
                                unread, new SettableClock(SampleMails.TIME), Settings.NO_PAUSE);
                var session = ((Opened.Ready) destination.open(mailbox)).session()) {
            session.deliver(MAILS);
        }
    }

    @AfterAll
    static void stop() {
        if (mailboxes != null) {
            mailboxes.close();
        }
    }

    @Test
    void everyMailComesInOrderByteForByte() throws IOException {
        List<FolderMail> seen = new ArrayList<>();
        try (ImapFolderReader reader = ImapFolderReader.open(settings(), mailbox, "Old/Vendor")) {
            reader.read(
                    1,
                    (mail, content) -> {
                        Outgoing sent = MAILS.get(seen.size());
                        assertThat(content.readAllBytes()).isEqualTo(SampleMails.bytes(sent));
                        assertThat(mail.internalDate().getEpochSecond())
                                .isEqualTo(sent.date().getEpochSecond());
                        assertThat(mail.size()).isEqualTo(sent.size());
                        seen.add(mail);
                    });
        }

        assertThat(seen).hasSize(250).extracting(FolderMail::uid).isSorted();
    }

    @Test
    void readingGoesOnFromAUid() throws IOException {
        List<Long> uids = new ArrayList<>();
        try (ImapFolderReader reader = ImapFolderReader.open(settings(), mailbox, "Old/Vendor")) {
            reader.read(248, (mail, content) -> uids.add(mail.uid()));
            reader.read(251, (mail, content) -> uids.add(mail.uid()));
        }

        assertThat(uids).containsExactly(248L, 249L, 250L);
    }

    @Test
    void someOfTheMailsThatAreThereAreRead() throws IOException {
        List<Long> uids = new ArrayList<>();
        List<FolderMail> all;
        try (ImapFolderReader reader = ImapFolderReader.open(settings(), mailbox, "Old/Vendor")) {
            all = reader.list(101);
            reader.read(List.of(all.get(0), all.get(20)), (mail, content) -> uids.add(mail.uid()));
        }

        assertThat(all).hasSize(150);
        assertThat(uids).containsExactly(101L, 121L);
    }

    @Test
    void contentNeedNotBeReadToItsEnd() throws IOException {
        List<Integer> firstBytes = new ArrayList<>();
        try (ImapFolderReader reader = ImapFolderReader.open(settings(), mailbox, "Old/Vendor")) {
            reader.read(1, (mail, content) -> firstBytes.add(content.read()));
        }

        assertThat(firstBytes).hasSize(250).containsOnly((int) 'D');
    }

    @Test
    void mailsStayUnread() throws Exception {
        try (ImapFolderReader reader = ImapFolderReader.open(settings(), mailbox, "Old/Vendor")) {
            reader.read(1, (mail, content) -> content.readAllBytes());
        }

        assertThat(mailboxes.angus(mailbox).read("Old/Vendor")).noneMatch(AngusMailbox.Seen::seen);
    }

    @Test
    void whatTheTakerThrowsComesOut() {
        try (ImapFolderReader reader = ImapFolderReader.open(settings(), mailbox, "Old/Vendor")) {
            assertThatThrownBy(
                            () ->
                                    reader.read(
                                            1,
                                            (mail, content) -> {
                                                throw new FileNotFoundException("here");
                                            }))
                    .isInstanceOf(FileNotFoundException.class);
        }
    }

    @Test
    void aFolderThatIsNotThereIsGoneAndNotMade() throws Exception {
        assertThatThrownBy(() -> ImapFolderReader.open(settings(), mailbox, "Nowhere"))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_GONE))
                .hasMessageContaining("Nowhere");
        assertThat(mailboxes.angus(mailbox).subscribed()).doesNotContain("Nowhere");
    }

    @Test
    void aMissingMailboxIsRefused() {
        assertThatThrownBy(
                        () ->
                                ImapFolderReader.open(
                                        settings(), DovecotMailboxes.MISSING, "Old/Vendor"))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED));
    }

    private static ImapSettings settings() {
        return Settings.of(Settings.tls(mailboxes.dovecot()), Settings.master());
    }
}
