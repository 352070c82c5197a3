package dev.wharf.destinations.journal;

import static dev.wharf.destinations.journal.FakeSmtp.CLOSE;
import static dev.wharf.destinations.journal.FakeSmtp.SILENCE;
import static dev.wharf.destinations.journal.FakeSmtp.TAKE_AND_CLOSE;
import static dev.wharf.destinations.journal.TestMails.text;
import static dev.wharf.destinations.journal.TestSettings.JOURNAL;
import static dev.wharf.destinations.journal.TestSettings.SECOND;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.AlreadyThere;
import dev.wharf.core.destination.DeliveryOutcome.Deferred;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.DeliveryOutcome.Rejected;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.net.ssl.SSLSocketFactory;

class JournalDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-09-14T12:00:00Z");
    private static final long SEED = 20_261_128;
    private static final String MAIL = "MAIL FROM:<undeliverable@firm.example>";
    private static final String RCPT = "RCPT TO:<journal@archive.example>";

    private FakeSmtp server = new FakeSmtp("PIPELINING", "CHUNKING");
    private final SettableClock clock = new SettableClock(NOW);

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMailArrivesByteForByte(boolean pipelining) throws IOException {
        if (!pipelining) {
            with("8BITMIME");
        }
        Outgoing mail = TestMails.file(1, 300_000);

        List<DeliveryOutcome> outcomes = deliver(settings(), mail);

        assertThat(outcomes).containsExactly(new Delivered("Q1"));
        FakeSmtp.Received received = server.received().getFirst();
        assertThat(received.bytes()).isEqualTo(TestMails.bytes(mail));
        assertThat(received.sender()).isEqualTo(MAIL);
        assertThat(received.recipients()).containsExactly(JOURNAL.value());
    }

    @Test
    void aMailOfSeveralChunksArrivesByteForByte() {
        Outgoing mail = TestMails.file(1, 3_000_000);

        List<DeliveryOutcome> outcomes =
                deliver(settings().limits(0, 100, true), mail, text(2), text(3));

        assertThat(outcomes).hasSize(3).allMatch(Delivered.class::isInstance);
        assertThat(server.received().getFirst().bytes()).isEqualTo(TestMails.bytes(mail));
        assertThat(server.received().getLast().bytes()).isEqualTo(TestMails.bytes(text(3)));
        assertThat(server.count("DATA")).isZero();
        assertThat(server.count("BDAT")).isGreaterThan(5);
    }

    @Test
    void anEmptySenderIsSentAsSuch() {
        deliver(settings().sender(null), text(1));

        assertThat(server.received().getFirst().sender()).isEqualTo("MAIL FROM:<>");
    }

    @Test
    void manyMailsShareAConnectionUpToItsBound() {
        List<DeliveryOutcome> outcomes =
                deliver(settings().limits(0, 3, false), texts(7).toArray(Outgoing[]::new));

        assertThat(outcomes).hasSize(7).allMatch(Delivered.class::isInstance);
        assertThat(server.connections()).isEqualTo(3);
        assertThat(server.count("QUIT")).isEqualTo(3);
    }

    @Test
    void aConnectionCutInTheMiddleOfAMailIsMadeAgain() {
        server.answering((line, time) -> line.equals("BODY") && time == 1 ? CLOSE : null);

        List<DeliveryOutcome> outcomes = deliver(settings(), TestMails.file(1, 3_000_000), text(2));

        assertThat(outcomes).containsExactly(new Delivered("Q1"), new Delivered("Q2"));
        assertThat(server.received()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMailWhoseEndNobodyAnsweredIsSentAgain(boolean chunking) {
        server.answering((line, time) -> line.equals("END") && time == 1 ? TAKE_AND_CLOSE : null);

        List<DeliveryOutcome> outcomes = deliver(settings().limits(0, 9, chunking), text(1));

        assertThat(outcomes).containsExactly(new Delivered("Q2"));
        assertThat(server.received()).hasSize(2);
        assertThat(server.received().get(0).bytes()).isEqualTo(server.received().get(1).bytes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMailThatMayHaveArrivedIsDeferredAndSaysSo(boolean chunking) {
        server.answering((line, _) -> line.equals("END") ? TAKE_AND_CLOSE : null);

        List<DeliveryOutcome> outcomes = deliver(settings().limits(0, 9, chunking), text(1));

        assertThat(((Deferred) outcomes.getFirst()).why().reason())
                .contains("may have the mail all the same");
    }

    @Test
    void aMailThatCannotHaveArrivedSaysNothingOfThat() {
        server.answering((line, _) -> line.equals("BODY") ? CLOSE : null);

        List<DeliveryOutcome> outcomes = deliver(settings(), TestMails.file(1, 3_000_000));

        assertThat(((Deferred) outcomes.getFirst()).why().reason())
                .doesNotContain("may have the mail");
    }

    @Test
    void aServerThatClosesIsAskedOnANewConnection() {
        server.answering(
                (line, time) -> line.equals(MAIL) && time == 2 ? "421 4.3.2 too many mails" : null);

        List<DeliveryOutcome> outcomes = deliver(settings(), text(1), text(2), text(3));

        assertThat(outcomes).hasSize(3).allMatch(Delivered.class::isInstance);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatIsAwayDefersTheRestUntried() {
        server.answering((line, _) -> line.equals(MAIL) ? "421 4.3.2 going down" : null);

        List<DeliveryOutcome> outcomes = deliver(settings(), text(1), text(2), text(3));

        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy(
                        outcome ->
                                assertThat(outcome)
                                        .isInstanceOfSatisfying(
                                                Deferred.class,
                                                deferred -> {
                                                    assertThat(deferred.why().scope())
                                                            .isEqualTo(Refusal.Scope.DESTINATION);
                                                    assertThat(deferred.retryAt())
                                                            .isEqualTo(NOW.plusSeconds(60));
                                                }));
        assertThat(server.count("MAIL")).isEqualTo(2);
    }

    @Test
    void aFullMailboxIsDeferredForLong() {
        server.answering((line, _) -> line.equals(RCPT) ? "452 4.2.2 mailbox full" : null);

        DeliveryOutcome outcome = deliver(settings(), text(1)).getFirst();

        Deferred deferred = (Deferred) outcome;
        assertThat(deferred.why().scope()).isEqualTo(Refusal.Scope.MAILBOX);
        assertThat(deferred.why().reason()).contains("452 4.2.2 mailbox full");
        assertThat(deferred.retryAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMailThatIsRefusedForItselfLeavesTheOthersAlone(boolean chunking) {
        server.answering(
                (line, time) -> line.equals("END") && time == 2 ? "554 5.6.0 not liked" : null);

        List<DeliveryOutcome> outcomes =
                deliver(settings().limits(0, 9, chunking), text(1), text(2), text(3));

        assertThat(outcomes.get(1)).isInstanceOf(Rejected.class);
        assertThat(((Rejected) outcomes.get(1)).why().scope()).isEqualTo(Refusal.Scope.MAIL);
        assertThat(outcomes.get(2)).isInstanceOf(Delivered.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedEnvelopeLeavesTheConnectionInStep(boolean chunking) {
        server.answering(
                (line, time) -> line.equals(RCPT) && time == 1 ? "552 5.3.4 too large" : null);

        List<DeliveryOutcome> outcomes =
                deliver(settings().limits(0, 9, chunking), text(1), text(2));

        assertThat(outcomes.get(0)).isInstanceOf(Rejected.class);
        assertThat(outcomes.get(1)).isInstanceOf(Delivered.class);
        assertThat(server.received()).hasSize(1);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.count("RSET")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenOneRecipientIsRefusedNobodyGetsTheMail(boolean chunking) {
        server.answering(
                (line, _) ->
                        line.equals("RCPT TO:<second@archive.example>")
                                ? "550 5.1.1 not here"
                                : null);

        List<DeliveryOutcome> outcomes =
                deliver(settings().recipients(JOURNAL, SECOND).limits(0, 9, chunking), text(1));

        assertThat(((Rejected) outcomes.getFirst()).why().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void severalRecipientsGetOneMail() {
        deliver(settings().recipients(JOURNAL, SECOND).limits(0, 9, true), text(1));

        assertThat(server.received()).hasSize(1);
        assertThat(server.received().getFirst().recipients())
                .containsExactly(JOURNAL.value(), SECOND.value());
    }

    @Test
    void aServerThatStopsReadingIsNotWaitedForForever() {
        server.answering((line, _) -> line.equals("BODY") ? SILENCE : null);

        List<DeliveryOutcome> outcomes =
                deliver(settings().impatient(), TestMails.file(1, 40_000_000));

        assertThat(outcomes.getFirst()).isInstanceOf(Deferred.class);
    }

    @Test
    void whateverAServerAnswersThereIsAnOutcome() {
        Random random = new Random(SEED);
        for (int round = 0; round < 150; round++) {
            server.answering((_, _) -> random.nextInt(4) == 0 ? anything(random) : null);
            JournalDestination journal = journal(settings().impatient());

            Destination.Opened opened = journal.open(JOURNAL);

            if (opened instanceof Destination.Opened.Ready(MailboxSession session)) {
                try (session) {
                    assertThat(session.deliver(texts(3))).as("seed %d", SEED).hasSize(3);
                }
            }
        }
    }

    private static String anything(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> CLOSE;
            case 1 -> (200 + random.nextInt(400)) + " 4.2.2 something";
            case 2 -> (200 + random.nextInt(400)) + "-more\r\n" + random.nextInt(600) + " end";
            case 3 -> Integer.toString(random.nextInt(), 36);
            default -> "x".repeat(random.nextInt(9_000));
        };
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForever() {
        server.answering((line, _) -> line.equals("END") ? SILENCE : null);

        List<DeliveryOutcome> outcomes = deliver(settings().impatient(), text(1));

        assertThat(outcomes.getFirst()).isInstanceOf(Deferred.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request",
                "25",
                "999 what",
                "250-a\r\n550 b",
                "\u00ff\u0001"
            })
    void aServerThatDoesNotSpeakSmtpIsGivenUp(String garbage) {
        server.answering((line, _) -> line.equals(RCPT) ? garbage : null);

        DeliveryOutcome outcome = deliver(settings(), text(1)).getFirst();

        assertThat(outcome).isInstanceOf(Deferred.class);
        assertThat(((Deferred) outcome).why().reason()).contains("does not speak SMTP");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatCannotBeReadLeavesNothingAtTheServer(boolean chunking) {
        JournalDestination journal = journal(settings().limits(0, 9, chunking));
        try (MailboxSession session = ready(journal)) {
            assertThatThrownBy(() -> session.deliver(List.of(TestMails.unreadable(1))))
                    .isInstanceOf(WharfException.class)
                    .hasMessageContaining("disk failed");

            assertThat(session.deliver(List.of(text(2)))).containsExactly(new Delivered("Q1"));
        }
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void whatWasTakenIsNotSentAgainInThisProcess() {
        JournalDestination journal = journal(settings());

        List<DeliveryOutcome> first = deliver(journal, text(1));
        List<DeliveryOutcome> second = deliver(journal, text(1), text(2));

        assertThat(first).containsExactly(new Delivered("Q1"));
        assertThat(second).containsExactly(new AlreadyThere("Q1"), new Delivered("Q2"));
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void largeFilesAreLeftOutAndNamed() throws IOException {
        with("SIZE 200000");

        List<DeliveryOutcome> outcomes = deliver(settings(), TestMails.file(1, 300_000));

        Delivered delivered = (Delivered) outcomes.getFirst();
        assertThat(delivered.leftOut()).hasSize(1);
        assertThat(server.received().getFirst().bytes().length).isLessThan(200_000);
        assertThat(server.commands())
                .contains(MAIL + " SIZE=" + server.received().getFirst().bytes().length);
    }

    @Test
    void aMailThatIsTooLargeWithoutFilesIsRejectedUnsent() {
        List<DeliveryOutcome> outcomes =
                deliver(settings().limits(20_000, 9, false), text(1, "x".repeat(9_000)), text(2));

        assertThat(((Rejected) outcomes.get(0)).why().scope()).isEqualTo(Refusal.Scope.MAIL);
        assertThat(((Rejected) outcomes.get(0)).why().reason()).contains("20000 bytes");
        assertThat(outcomes.get(1)).isInstanceOf(Delivered.class);
        assertThat(server.count("MAIL")).isEqualTo(1);
    }

    @Test
    void nobodyCanSayWhatAJournalHolds() throws Exception {
        JournalDestination journal = journal(settings());
        deliver(journal, text(1));

        assertThat(journal.traits().remembers()).isFalse();
        try (MailboxSession session = ready(journal)) {
            assertThat(session.present(List.of(text(1).messageId()))).isEmpty();
            assertThat(session.readBack("Q1", text(1)))
                    .isInstanceOf(MailboxSession.ReadBack.Unknown.class);
        }
    }

    @Test
    void anotherAddressThanTheJournalsIsRefused() {
        Destination.Opened opened =
                journal(settings()).open(new EmailAddress("somebody@firm.example"));

        assertThat(((Destination.Opened.Refused) opened).why().scope())
                .isEqualTo(Refusal.Scope.MAILBOX);
    }

    @Test
    void aServerThatIsNotThereRefuses() throws IOException {
        // Bound and not listening: nobody else gets the port meanwhile.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            TestSettings settings = new TestSettings(nobody.getLocalPort());

            Destination.Opened opened = journal(settings).open(JOURNAL);

            Refusal why = ((Destination.Opened.Refused) opened).why();
            assertThat(why.scope()).isEqualTo(Refusal.Scope.DESTINATION);
            assertThat(why.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        }
    }

    private void with(String... capabilities) throws IOException {
        server.close();
        server = new FakeSmtp(capabilities);
    }

    private TestSettings settings() {
        return new TestSettings(server.port());
    }

    private JournalDestination journal(TestSettings settings) {
        SSLSocketFactory unused = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new JournalDestination(settings.settings(), unused, clock);
    }

    private List<DeliveryOutcome> deliver(TestSettings settings, Outgoing... mails) {
        return deliver(journal(settings), mails);
    }

    private static List<DeliveryOutcome> deliver(JournalDestination journal, Outgoing... mails) {
        try (MailboxSession session = ready(journal)) {
            return session.deliver(List.of(mails));
        }
    }

    private static MailboxSession ready(JournalDestination journal) {
        return ((Destination.Opened.Ready) journal.open(JOURNAL)).session();
    }

    private static List<Outgoing> texts(int count) {
        List<Outgoing> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(text(i));
        }
        return mails;
    }
}
