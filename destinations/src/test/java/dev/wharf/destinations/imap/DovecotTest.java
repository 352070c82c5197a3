package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.Finding;
import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.DeliveryOutcome.Rejected;
import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.MailboxSession.ReadBack;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.ImapServer.Security;
import dev.wharf.destinations.imap.ImapServer.UserNames;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.imap.Dovecot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What only a real server can tell.
class DovecotTest {
    private static DovecotMailboxes mailboxes;

    private final SettableClock clock = new SettableClock(SampleMails.TIME);

    @BeforeAll
    static void start() {
        mailboxes = new DovecotMailboxes(Dovecot.Format.MDBOX);
    }

    @AfterAll
    static void stop() {
        if (mailboxes != null) {
            mailboxes.close();
        }
    }

    @Test
    void anotherClientSeesEveryByteTheDateAndTheFlag() throws Exception {
        EmailAddress mailbox = mailboxes.fresh();
        List<Outgoing> mails =
                List.of(SampleMails.mail(1), SampleMails.withFile(2, 100_001), SampleMails.mail(3));
        deliver(settings(), mailbox, mails);

        List<AngusMailbox.Seen> seen = mailboxes.angus(mailbox).read(DovecotMailboxes.FOLDER);

        assertThat(seen).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(seen.get(i).bytes()).isEqualTo(SampleMails.bytes(mails.get(i)));
            assertThat(seen.get(i).received().getEpochSecond())
                    .isEqualTo(mails.get(i).date().getEpochSecond());
            assertThat(seen.get(i).seen()).isTrue();
        }
    }

    @Test
    void copiesArriveUnreadWhereThatIsSet() throws Exception {
        EmailAddress mailbox = mailboxes.fresh();
        deliver(
                settings().with(new ImapSettings.Folder("Chats", false)),
                mailbox,
                SampleMails.mails(1));

        assertThat(mailboxes.angus(mailbox).read("Chats"))
                .singleElement()
                .matches(seen -> !seen.seen());
    }

    @Test
    void theFolderIsMadeWithAnyNameAndSubscribed() throws Exception {
        EmailAddress mailbox = mailboxes.fresh();
        String name = "Ablage & \"Töne\" 👀/WhatsApp";
        deliver(
                settings().with(new ImapSettings.Folder(name, true)),
                mailbox,
                SampleMails.mails(2));

        assertThat(mailboxes.angus(mailbox).read(name)).hasSize(2);
        assertThat(mailboxes.angus(mailbox).subscribed()).contains(name);
    }

    @Test
    void whatIsInTheFolderAlreadyStaysAsItIs() throws Exception {
        EmailAddress mailbox = mailboxes.fresh();
        deliver(settings(), mailbox, List.of(SampleMails.mail(99)));
        deliver(settings(), mailbox, SampleMails.mails(3));

        assertThat(mailboxes.angus(mailbox).read(DovecotMailboxes.FOLDER))
                .hasSize(4)
                .first()
                .satisfies(
                        seen ->
                                assertThat(seen.bytes())
                                        .isEqualTo(SampleMails.bytes(SampleMails.mail(99))));
    }

    @Test
    void aFullMailboxTakesWhatFits() {
        List<DeliveryOutcome> outcomes =
                deliver(settings(), DovecotMailboxes.SMALL, SampleMails.mails(60));

        int arrived =
                mailboxes
                        .dovecot()
                        .messageIds(DovecotMailboxes.SMALL, DovecotMailboxes.FOLDER)
                        .size();
        assertThat(arrived).isBetween(5, 55);
        assertThat(outcomes.subList(0, arrived)).allMatch(Delivered.class::isInstance);
        assertThat(outcomes.subList(arrived, 60))
                .allSatisfy(
                        outcome -> {
                            Refusal why = ((Rejected) outcome).why();
                            assertThat(why.scope()).isEqualTo(Scope.MAILBOX);
                            assertThat(why.reason()).contains("full", "small@firm.example");
                        });
    }

    @Test
    void aMailOf150MegabytesGoesThroughAndIsTheSame() {
        EmailAddress mailbox = mailboxes.fresh();
        Outgoing large = SampleMails.withFile(1, 110_000_000);
        assertThat(large.size()).isGreaterThan(150_000_000);
        try (ImapDestination destination = destination(settings());
                MailboxSession session = open(destination, mailbox)) {
            Delivered delivered =
                    (Delivered) session.deliver(List.of(SampleMails.mail(0), large)).getLast();

            assertThat(session.readBack(delivered.receipt(), large))
                    .isEqualTo(new ReadBack.Same(true));
        }
    }

    @Test
    void aLargeFolderIsSearchedByMessageId() throws Exception {
        EmailAddress mailbox = mailboxes.fresh();
        try (ImapDestination destination = destination(settings());
                MailboxSession session = open(destination, mailbox)) {
            session.deliver(SampleMails.mails(2_100));
            List<String> asked =
                    List.of(
                            SampleMails.mail(2_000).messageId(),
                            SampleMails.mail(9_999).messageId(),
                            SampleMails.mail(7).messageId());

            assertThat(session.present(asked))
                    .containsOnlyKeys(asked.get(0), asked.get(2))
                    .containsValue(uid(session, asked.get(0)));
        }
    }

    private static String uid(MailboxSession session, String id) throws Exception {
        return session.present(List.of(id)).getOrDefault(id, "");
    }

    @Test
    void aHundredIdsFitIntoOneSearch() throws Exception {
        EmailAddress mailbox = mailboxes.fresh();
        try (ImapDestination destination = destination(settings());
                MailboxSession session = open(destination, mailbox)) {
            for (int i = 0; i < 13; i++) {
                session.deliver(SampleMails.mails(13_000).subList(i * 1_000, i * 1_000 + 1_000));
            }
            List<String> asked =
                    SampleMails.mails(12_950).subList(12_830, 12_950).stream()
                            .map(Outgoing::messageId)
                            .toList();

            assertThat(session.present(asked)).containsOnlyKeys(asked);
        }
    }

    @Test
    void starttlsGoesTheSameWay() {
        EmailAddress mailbox = mailboxes.fresh();
        ImapServer server =
                new ImapServer(
                        "localhost",
                        mailboxes.dovecot().port(),
                        Security.STARTTLS,
                        mailboxes.dovecot().certificate(),
                        UserNames.ADDRESS,
                        Duration.ofSeconds(60));

        assertThat(
                        deliver(
                                Settings.of(server, Settings.passwords(DovecotMailboxes.PASSWORD)),
                                mailbox,
                                SampleMails.mails(1)))
                .allMatch(Delivered.class::isInstance);
    }

    @Test
    void onBehalfOfSomebodyBySaslPlain() {
        EmailAddress mailbox = mailboxes.fresh();
        SignIn onBehalf =
                new SignIn.OnBehalf(Dovecot.MASTER, Settings.secret(Dovecot.MASTER_PASSWORD));

        assertThat(
                        deliver(
                                Settings.of(Settings.tls(mailboxes.dovecot()), onBehalf),
                                mailbox,
                                SampleMails.mails(1)))
                .allMatch(Delivered.class::isInstance);
    }

    @Test
    void aCertificateNobodyTrustsIsRefused() {
        ImapServer server =
                new ImapServer(
                        "localhost",
                        mailboxes.dovecot().tlsPort(),
                        Security.TLS,
                        null,
                        UserNames.ADDRESS,
                        Duration.ofSeconds(60));

        assertThat(refused(Settings.of(server, Settings.master()), mailboxes.fresh()))
                .satisfies(
                        why -> {
                            assertThat(why.scope()).isEqualTo(Scope.DESTINATION);
                            assertThat(why.code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
                            assertThat(why.reason()).contains("certificate", "localhost");
                        });
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        ImapServer server =
                new ImapServer(
                        "127.0.0.1",
                        mailboxes.dovecot().tlsPort(),
                        Security.TLS,
                        mailboxes.dovecot().certificate(),
                        UserNames.ADDRESS,
                        Duration.ofSeconds(60));

        assertThat(refused(Settings.of(server, Settings.master()), mailboxes.fresh()).reason())
                .contains("certificate", "127.0.0.1");
    }

    @Test
    void tlsToAPlainPortIsSaid() {
        Refusal why =
                refused(
                        Settings.of(
                                Settings.tls(mailboxes.dovecot(), mailboxes.dovecot().port()),
                                Settings.master()),
                        mailboxes.fresh());

        assertThat(why.reason()).contains("does not speak TLS");
    }

    @Test
    void aWrongMasterPasswordConcernsEverybody() {
        SignIn wrong = new SignIn.MasterUser(Dovecot.MASTER, Settings.secret("wrong"), "*");

        Refusal why =
                refused(Settings.of(Settings.tls(mailboxes.dovecot()), wrong), mailboxes.fresh());

        assertThat(why.scope()).isEqualTo(Scope.DESTINATION);
        assertThat(why.code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
        assertThat(why.reason()).contains("master user").doesNotContain("wrong");
    }

    @Test
    void aMissingMailboxConcernsItself() {
        assertThat(refused(settings(), DovecotMailboxes.MISSING).scope()).isEqualTo(Scope.MAILBOX);
    }

    @Test
    void aDisabledMailboxConcernsItself() {
        Refusal why = refused(settings(), DovecotMailboxes.DISABLED);

        assertThat(why.scope()).isEqualTo(Scope.MAILBOX);
        assertThat(why.reason()).contains("disabled");
    }

    @Test
    void aWrongPasswordOfOneUserConcernsThem() {
        Refusal why =
                refused(
                        Settings.of(Settings.tls(mailboxes.dovecot()), Settings.passwords("other")),
                        mailboxes.fresh());

        assertThat(why.scope()).isEqualTo(Scope.MAILBOX);
        assertThat(why.reason()).doesNotContain("other");
    }

    @Test
    void aServerThatIsAwayConcernsEverybodyAndPasses() {
        Refusal why = refused(Settings.of(Settings.plain(1), Settings.master()), mailboxes.fresh());

        assertThat(why.scope()).isEqualTo(Scope.DESTINATION);
        assertThat(why.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void theDoctorFindsEverythingInOrder() {
        try (ImapDestination destination = destination(settings())) {
            List<Finding> findings =
                    destination.examine(
                            List.of(mailboxes.fresh()), List.of(DovecotMailboxes.MISSING));

            assertThat(findings).noneMatch(finding -> finding.level() == Finding.Level.BAD);
            assertThat(findings)
                    .extracting(Finding::subject)
                    .contains("TLS", "MULTIAPPEND", "UIDPLUS", "LITERAL+");
            assertThat(findings)
                    .extracting(Finding::text)
                    .anyMatch(text -> text.contains("CN=localhost"))
                    .anyMatch(text -> text.contains("quota"))
                    .anyMatch(text -> text.contains("will be made"))
                    .anyMatch(text -> text.contains("APPENDLIMIT"));
        }
    }

    @Test
    void theDoctorSaysWhatIsWrong() {
        SignIn wrong = new SignIn.MasterUser(Dovecot.MASTER, Settings.secret("wrong"), "*");
        try (ImapDestination destination =
                destination(Settings.of(Settings.tls(mailboxes.dovecot()), wrong))) {
            assertThat(destination.examine(List.of(mailboxes.fresh()), List.of()))
                    .filteredOn(finding -> finding.level() == Finding.Level.BAD)
                    .singleElement()
                    .extracting(Finding::text)
                    .asString()
                    .contains("master user");
        }
    }

    @Test
    void theDoctorWarnsOfMailboxesThatShouldBeOutOfReach() {
        EmailAddress open = mailboxes.fresh();
        try (ImapDestination destination = destination(settings())) {
            assertThat(destination.examine(List.of(), List.of(open)))
                    .anyMatch(
                            finding ->
                                    finding.level() == Finding.Level.WARNING
                                            && finding.subject().contains(open.value()));
        }
    }

    @Test
    void mailboxesAreDeliveredToAtTheSameTime() throws InterruptedException {
        List<EmailAddress> several =
                List.of(mailboxes.fresh(), mailboxes.fresh(), mailboxes.fresh(), mailboxes.fresh());
        try (ImapDestination destination = destination(settings())) {
            List<Thread> threads = new ArrayList<>();
            for (EmailAddress mailbox : several) {
                threads.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            try (MailboxSession session =
                                                    open(destination, mailbox)) {
                                                session.deliver(SampleMails.mails(150));
                                            }
                                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        for (EmailAddress mailbox : several) {
            assertThat(mailboxes.dovecot().messageIds(mailbox, DovecotMailboxes.FOLDER))
                    .hasSize(150);
        }
    }

    private static ImapSettings settings() {
        return Settings.of(Settings.tls(mailboxes.dovecot()), Settings.master());
    }

    private ImapDestination destination(ImapSettings settings) {
        return new ImapDestination(settings, clock, Settings.NO_PAUSE);
    }

    private List<DeliveryOutcome> deliver(
            ImapSettings settings, EmailAddress mailbox, List<Outgoing> mails) {
        try (ImapDestination destination = destination(settings);
                MailboxSession session = open(destination, mailbox)) {
            return session.deliver(mails);
        }
    }

    private Refusal refused(ImapSettings settings, EmailAddress mailbox) {
        try (ImapDestination destination = destination(settings)) {
            return ((Opened.Refused) destination.open(mailbox)).why();
        }
    }

    private static MailboxSession open(ImapDestination destination, EmailAddress mailbox) {
        return switch (destination.open(mailbox)) {
            case Opened.Ready(MailboxSession session) -> session;
            case Opened.Refused(Refusal why) -> throw new AssertionError(why.reason());
        };
    }
}
