package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.Deferred;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.DeliveryOutcome.Rejected;
import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.MailboxSession.ReadBack;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.imap.FakeImap;
import dev.wharf.testkit.imap.FakeImap.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a delivery does when the server or the line does wrong.
class FaultsTest {
    private static final EmailAddress ALICE = new EmailAddress("alice@firm.example");

    private final FakeImap server = FakeImap.start();
    private final SettableClock clock = new SettableClock(SampleMails.TIME);
    private final List<Duration> rests = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aBrokenLineWithinALiteralCostsNoMailAndDoublesNone() {
        server.failingOnce("APPEND", new Fault.CutAfter(30));

        assertThat(deliver(SampleMails.mails(20))).allMatch(Delivered.class::isInstance);

        assertThat(arrived()).containsExactlyElementsOf(ids(SampleMails.mails(20)));
    }

    @Test
    void whatWasStoredBeforeTheAnswerGotLostIsNotSentAgain() {
        server.failingOnce("APPEND", new Fault.DoThenCut());

        List<DeliveryOutcome> outcomes = deliver(SampleMails.mails(20));

        assertThat(outcomes).first().isEqualTo(new Delivered("7:1"));
        assertThat(arrived()).containsExactlyElementsOf(ids(SampleMails.mails(20)));
        assertThat(server.count("APPEND")).isEqualTo(1);
    }

    @Test
    void theSameHoldsForMailsThatGoOneByOne() {
        server.offering("IMAP4rev1 SASL-IR LITERAL+ UIDPLUS")
                .failingOnce("APPEND", new Fault.DoThenCut());

        assertThat(deliver(SampleMails.mails(20))).allMatch(Delivered.class::isInstance);

        assertThat(arrived()).containsExactlyElementsOf(ids(SampleMails.mails(20)));
    }

    @Test
    void aCommandThatEndsAfterItsConnectionLeavesNoSecondCopy() {
        // The first is stored only when the second is: the server was slow, not dead.
        List<Outgoing> mail = SampleMails.mails(1);
        server.failing(
                new FakeImap.Faults() {
                    private int appends;

                    @Override
                    public synchronized Optional<Fault> of(String command) {
                        if (!command.startsWith("APPEND")) {
                            return Optional.empty();
                        }
                        appends++;
                        if (appends == 2) {
                            server.storeLate(SampleMails.bytes(mail.getFirst()));
                        }
                        return appends == 1
                                ? Optional.of(new Fault.CutAfter(10))
                                : Optional.empty();
                    }
                });

        assertThat(deliver(mail)).containsExactly(new Delivered("7:1"));

        assertThat(arrived()).containsExactlyElementsOf(ids(mail));
    }

    @Test
    void aServerThatDoesNotUnderstandMultiappendIsNotAskedAgain() {
        server.failing(
                command ->
                        command.startsWith("APPEND") && server.count("APPEND") == 1
                                ? Optional.of(new Fault.Answer("BAD what?"))
                                : Optional.empty());
        try (ImapDestination destination = destination(Settings.PATIENCE)) {
            deliver(destination, SampleMails.mails(20));
            deliver(destination, SampleMails.mails(40).subList(20, 40));
        }

        assertThat(arrived()).containsExactlyElementsOf(ids(SampleMails.mails(40)));
        assertThat(server.count("APPEND")).isEqualTo(1 + 40);
    }

    @Test
    void aThrottledServerIsLeftAloneAsLongAsItAsks() {
        server.failingOnce(
                "APPEND",
                new Fault.Answer(
                        "NO Request is throttled. Suggested Backoff Time: 299609 milliseconds"));

        assertThat(deliver(SampleMails.mails(5))).allMatch(Delivered.class::isInstance);

        assertThat(rests).containsExactly(Duration.ofMillis(299_609));
        assertThat(arrived()).hasSize(5);
    }

    @Test
    void beyondItsPatienceADeliveryIsDeferredAsLongAsTheServerAsks() {
        server.failing(
                command ->
                        command.startsWith("APPEND")
                                ? Optional.of(
                                        new Fault.Answer(
                                                "BAD Request is throttled. Suggested Backoff Time: 299609 milliseconds"))
                                : Optional.empty());

        List<DeliveryOutcome> outcomes =
                deliver(destination(Duration.ofMinutes(2)), SampleMails.mails(3));

        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy(
                        outcome -> {
                            Deferred deferred = (Deferred) outcome;
                            assertThat(deferred.retryAt())
                                    .isEqualTo(clock.instant().plusMillis(299_609));
                            assertThat(deferred.why().scope()).isEqualTo(Scope.MAILBOX);
                        });
    }

    @Test
    void aFullMailboxTakesWhatFitsAndRefusesTheRest() {
        server.failing(
                command ->
                        command.startsWith("APPEND")
                                        && (server.count("APPEND") == 1
                                                || server.mails().size() >= 3)
                                ? Optional.of(new Fault.Answer("NO [OVERQUOTA] mailbox is full"))
                                : Optional.empty());

        List<DeliveryOutcome> outcomes = deliver(SampleMails.mails(30));

        assertThat(outcomes.subList(0, 3)).allMatch(Delivered.class::isInstance);
        assertThat(outcomes.subList(3, 30))
                .allSatisfy(
                        outcome ->
                                assertThat(((Rejected) outcome).why().scope())
                                        .isEqualTo(Scope.MAILBOX));
        assertThat(arrived()).hasSize(3);
    }

    @Test
    void aMailThatIsRefusedDoesNotHoldUpTheOthers() {
        List<Outgoing> mails = new ArrayList<>(SampleMails.mails(10));
        mails.add(4, SampleMails.withFile(99, 3_000));
        String size = "{" + mails.get(4).size();
        server.failing(
                command ->
                        command.startsWith("APPEND")
                                        && (server.count("APPEND") == 1 || command.contains(size))
                                ? Optional.of(new Fault.Answer("NO [TOOBIG] no"))
                                : Optional.empty());

        List<DeliveryOutcome> outcomes = deliver(mails);

        assertThat(outcomes.get(4))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.why().scope()).isEqualTo(Scope.MAIL));
        assertThat(outcomes).filteredOn(Delivered.class::isInstance).hasSize(10);
        assertThat(arrived()).containsExactlyElementsOf(ids(SampleMails.mails(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\r\n",
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "* 5 FETCH (BODY[] {99999999999}\r\n",
                "w99999 OK other\r\n",
                "* SEARCH"
            })
    void garbageForAnAnswerIsDoubtAndNothingMore(String garbage) {
        server.failingOnce("APPEND", new Fault.Garbage(garbage));

        assertThat(deliver(SampleMails.mails(5))).allMatch(Delivered.class::isInstance);

        assertThat(arrived()).containsExactlyElementsOf(ids(SampleMails.mails(5)));
    }

    @Test
    void aLineWithoutEndIsNotReadToItsEnd() {
        server.failingOnce("APPEND", new Fault.Garbage("* " + "x".repeat(5 << 20)));

        assertThat(deliver(SampleMails.mails(5))).allMatch(Delivered.class::isInstance);
    }

    @Test
    void aServerThatSaysByeIsAskedAgain() {
        server.failingOnce("APPEND", new Fault.Answer("* BYE [UNAVAILABLE] going down"));

        assertThat(deliver(SampleMails.mails(5))).allMatch(Delivered.class::isInstance);

        assertThat(arrived()).hasSize(5);
    }

    @Test
    void aServerThatIsSilentIsGivenUpAfterTheTimeout() {
        server.failingOnce("APPEND", new Fault.Silence());

        try (ImapDestination destination = impatient()) {
            assertThat(deliver(destination, SampleMails.mails(5)))
                    .allMatch(Delivered.class::isInstance);
        }
    }

    @Test
    void aServerThatStopsReadingIsGivenUpAfterTheTimeout() {
        server.failingOnce("APPEND", new Fault.Deaf());

        try (ImapDestination destination = impatient()) {
            assertThat(deliver(destination, List.of(SampleMails.withFile(1, 30_000_000))))
                    .allMatch(Delivered.class::isInstance);
        }
    }

    private ImapDestination impatient() {
        ImapServer impatient =
                new ImapServer(
                        "127.0.0.1",
                        server.port(),
                        ImapServer.Security.PLAIN,
                        null,
                        ImapServer.UserNames.ADDRESS,
                        Duration.ofMillis(600));
        return new ImapDestination(
                Settings.of(impatient, Settings.passwords("secret")), clock, rests::add);
    }

    @Test
    void aServerThatAlwaysHangsUpDefersEverything() {
        server.failing(
                command ->
                        command.startsWith("APPEND")
                                ? Optional.of(new Fault.CutAfter(0))
                                : Optional.empty());

        List<DeliveryOutcome> outcomes = deliver(SampleMails.mails(5));

        assertThat(outcomes)
                .allSatisfy(
                        outcome -> {
                            Refusal why = ((Deferred) outcome).why();
                            assertThat(why.scope()).isEqualTo(Scope.DESTINATION);
                            assertThat(why.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
                        });
        assertThat(arrived()).isEmpty();
    }

    @Test
    void afterSomeLossesItAsksBeforeEachLiteral() {
        // A server whose LITERAL+ is broken: it hangs up on every literal that comes unasked.
        server.failing(
                command ->
                        command.startsWith("APPEND") && command.endsWith("+}")
                                ? Optional.of(new Fault.CutAfter(0))
                                : Optional.empty());

        assertThat(deliver(SampleMails.mails(5))).allMatch(Delivered.class::isInstance);

        assertThat(arrived()).containsExactlyElementsOf(ids(SampleMails.mails(5)));
    }

    @Test
    void withoutUidplusReceiptsAreLookedUp() {
        server.offering("IMAP4rev1 SASL-IR MULTIAPPEND LITERAL+");

        assertThat(deliver(SampleMails.mails(2)))
                .containsExactly(new Delivered("7:1"), new Delivered("7:2"));
    }

    @Test
    void smallLiteralsGoUnaskedWithLiteralMinusAndLargeOnesDoNot() {
        server.offering("IMAP4rev1 SASL-IR LITERAL- UIDPLUS");

        deliver(List.of(SampleMails.mail(1), SampleMails.withFile(2, 5_000)));

        assertThat(server.commands())
                .filteredOn(command -> command.startsWith("APPEND"))
                .satisfiesExactly(
                        small -> assertThat(small).endsWith("+}"),
                        large -> assertThat(large).doesNotEndWith("+}"));
        assertThat(arrived()).hasSize(2);
    }

    @Test
    void aFolderThatIsMissingIsMadeAndSubscribed() {
        server.withoutFolder();

        deliver(SampleMails.mails(1));

        assertThat(server.commands())
                .contains("CREATE \"WhatsApp Archiver\"", "SUBSCRIBE \"WhatsApp Archiver\"");
    }

    @Test
    void aFolderThatVanishesIsMadeAgain() {
        server.failingOnce("APPEND", new Fault.Answer("NO [TRYCREATE] no such folder"));

        assertThat(deliver(SampleMails.mails(3))).allMatch(Delivered.class::isInstance);

        assertThat(server.count("STATUS")).isEqualTo(2);
    }

    @Test
    void mailsCarryTheirDateAndAreRead() {
        deliver(SampleMails.mails(1));

        assertThat(server.mails())
                .singleElement()
                .satisfies(
                        mail -> {
                            assertThat(mail.date()).isEqualTo(" 2-Nov-2026 18:54:25 +0000");
                            assertThat(mail.flags()).isEqualTo("(\\Seen)");
                        });
    }

    @Test
    void aMailThatIsLongerThanItSaidBecomesNoMail() {
        Outgoing mail = SampleMails.withFile(1, 100);
        Outgoing lying =
                new Outgoing(
                        mail.messageId(),
                        mail.date(),
                        mail.image(),
                        digest -> new ByteArrayInputStream(new byte[200]));

        assertThatThrownBy(() -> deliver(List.of(lying))).isInstanceOf(WharfException.class);

        assertThat(arrived()).isEmpty();
    }

    @Test
    void aMailThatIsShorterThanItSaidBecomesNoMail() {
        Outgoing mail = SampleMails.withFile(1, 100);
        Outgoing lying =
                new Outgoing(
                        mail.messageId(),
                        mail.date(),
                        mail.image(),
                        digest -> new ByteArrayInputStream(new byte[10]));

        assertThatThrownBy(() -> deliver(List.of(lying)))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
        assertThat(arrived()).isEmpty();
    }

    @Test
    void anArchiveThatCannotBeReadIsSaidAndBecomesNoMail() {
        Outgoing mail = SampleMails.withFile(1, 100);
        Outgoing unreadable =
                new Outgoing(
                        mail.messageId(),
                        mail.date(),
                        mail.image(),
                        digest -> {
                            throw new IOException("disk");
                        });

        assertThatThrownBy(() -> deliver(List.of(unreadable)))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining(mail.messageId());
        assertThat(arrived()).isEmpty();
    }

    @Test
    void aChangedByteIsSeenWhenReadingBack() {
        try (ImapDestination destination = destination(Settings.PATIENCE);
                MailboxSession session = open(destination)) {
            session.deliver(SampleMails.mails(1));
            byte[] bytes = server.mails().getFirst().bytes();
            bytes[bytes.length - 10] ^= 1;

            assertThat(session.readBack("7:1", SampleMails.mail(0)))
                    .isInstanceOf(ReadBack.Different.class);
        }
    }

    @Test
    void aMailThatIsGoneIsGone() {
        try (ImapDestination destination = destination(Settings.PATIENCE);
                MailboxSession session = open(destination)) {
            assertThat(session.readBack("7:1", SampleMails.mail(0)))
                    .isInstanceOf(ReadBack.Gone.class);
        }
    }

    @Test
    void aMailWithOtherUidsByNowIsFoundByItsMessageId() {
        try (ImapDestination destination = destination(Settings.PATIENCE);
                MailboxSession session = open(destination)) {
            session.deliver(SampleMails.mails(3));

            assertThat(session.readBack("6:1", SampleMails.mail(2)))
                    .isEqualTo(new ReadBack.Same(true));
        }
    }

    @Test
    void tooLargeAMailGoesWithoutItsFile() {
        Outgoing mail = SampleMails.withFile(1, 50_000);
        ImapSettings settings =
                Settings.of(Settings.plain(server.port()), Settings.passwords("secret"))
                        .with(Settings.limits(10_000));
        try (ImapDestination destination = new ImapDestination(settings, clock, rests::add);
                MailboxSession session = open(destination)) {
            Delivered delivered = (Delivered) session.deliver(List.of(mail)).getFirst();

            assertThat(delivered.leftOut()).singleElement().asString().contains("wharf show iteml");
            assertThat(new String(server.mails().getFirst().bytes(), StandardCharsets.US_ASCII))
                    .hasSizeLessThan(10_000);
            assertThat(session.readBack(delivered.receipt(), mail))
                    .isEqualTo(new ReadBack.Same(true));
        }
    }

    @Test
    void theServersOwnLimitCounts() {
        server.offering("IMAP4rev1 SASL-IR LITERAL+ UIDPLUS APPENDLIMIT=10000");

        Delivered delivered =
                (Delivered) deliver(List.of(SampleMails.withFile(1, 50_000))).getFirst();

        assertThat(delivered.leftOut()).hasSize(1);
    }

    @Test
    void aServerWithShortCommandsIsAskedInShorterOnes() throws MailboxSession.Unreachable {
        server.failing(
                command ->
                        command.startsWith("UID SEARCH") && command.length() > 1_000
                                ? Optional.of(new Fault.Answer("BAD command line limit exceeded"))
                                : Optional.empty());
        try (ImapDestination destination = destination(Settings.PATIENCE);
                MailboxSession session = open(destination)) {
            session.deliver(SampleMails.mails(2_500));

            List<String> asked = ids(SampleMails.mails(20));
            assertThat(session.present(asked)).hasSize(20);
        }
    }

    @Test
    void aSmallFolderIsListedInOneRoundTrip() throws MailboxSession.Unreachable {
        try (ImapDestination destination = destination(Settings.PATIENCE);
                MailboxSession session = open(destination)) {
            session.deliver(SampleMails.mails(5));

            assertThat(session.present(ids(SampleMails.mails(1_000)))).hasSize(5);
            assertThat(server.count("UID FETCH")).isEqualTo(1);
            assertThat(server.count("UID SEARCH")).isZero();
        }
    }

    private ImapDestination destination(Duration patience) {
        ImapSettings settings =
                Settings.of(Settings.plain(server.port()), Settings.passwords("secret"))
                        .with(new ImapSettings.Limits(0, 4, 100, 1 << 20, patience));
        return new ImapDestination(settings, clock, rests::add);
    }

    private List<DeliveryOutcome> deliver(List<Outgoing> mails) {
        return deliver(destination(Settings.PATIENCE), mails);
    }

    private static List<DeliveryOutcome> deliver(
            ImapDestination destination, List<Outgoing> mails) {
        try (MailboxSession session = open(destination)) {
            return session.deliver(mails);
        }
    }

    private static MailboxSession open(ImapDestination destination) {
        return switch (destination.open(ALICE)) {
            case Opened.Ready(MailboxSession session) -> session;
            case Opened.Refused(Refusal why) -> throw new AssertionError(why.reason());
        };
    }

    private static List<String> ids(List<Outgoing> mails) {
        return mails.stream().map(Outgoing::messageId).toList();
    }

    private List<String> arrived() {
        return server.messageIds();
    }
}
