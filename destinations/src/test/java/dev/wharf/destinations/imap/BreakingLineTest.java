package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.SettableClock;
import dev.wharf.testkit.imap.CuttingProxy;
import dev.wharf.testkit.imap.Dovecot;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Two hundred mails through a line that dies at random bytes, into a real Dovecot: each is there
/// once, byte for byte, and in order of its UIDs as its receipt says.
class BreakingLineTest {
    private static final int MAILS = 200;

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("wharf.torture", 5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMailArrivesOnceInMdbox(long seed) throws Exception {
        everyMailArrivesOnce(seed, Dovecot.Format.MDBOX);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMailArrivesOnceInMaildir(long seed) throws Exception {
        everyMailArrivesOnce(seed, Dovecot.Format.MAILDIR);
    }

    private static void everyMailArrivesOnce(long seed, Dovecot.Format format) throws Exception {
        Random random = new Random(seed);
        try (DovecotMailboxes mailboxes = new DovecotMailboxes(format);
                CuttingProxy line =
                        CuttingProxy.to(
                                mailboxes.dovecot().tlsPort(),
                                () -> 500 + random.nextLong(80_000));
                ImapDestination destination =
                        new ImapDestination(
                                Settings.of(
                                        Settings.tls(mailboxes.dovecot(), line.port()),
                                        Settings.master()),
                                new SettableClock(SampleMails.TIME),
                                Settings.NO_PAUSE)) {
            EmailAddress mailbox = mailboxes.fresh();
            List<Outgoing> mails = mails(random);

            List<DeliveryOutcome> outcomes = deliver(destination, mailbox, mails);

            assertThat(line.cuts()).as("seed %d", seed).isPositive();
            requireEachOnce(mailboxes.angus(mailbox), mails, "seed " + seed + "\n" + outcomes);
            assertThat(outcomes).allMatch(Delivered.class::isInstance);
        }
    }

    private static List<DeliveryOutcome> deliver(
            ImapDestination destination, EmailAddress mailbox, List<Outgoing> mails) {
        while (true) {
            switch (destination.open(mailbox)) {
                case Opened.Ready(MailboxSession session) -> {
                    try (session) {
                        return session.deliver(mails);
                    }
                }
                // The line died four times before it was of any use.
                case Opened.Refused(Refusal why) ->
                        assertThat(why.scope()).isEqualTo(Refusal.Scope.DESTINATION);
            }
        }
    }

    private static List<Outgoing> mails(Random random) {
        List<Outgoing> mails = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            mails.add(
                    random.nextInt(20) == 0
                            ? SampleMails.withFile(i, random.nextInt(20_000))
                            : SampleMails.mail(i));
        }
        return mails;
    }

    private static void requireEachOnce(AngusMailbox angus, List<Outgoing> mails, String about)
            throws Exception {
        List<AngusMailbox.Seen> seen = angus.read(DovecotMailboxes.FOLDER);
        assertThat(seen)
                .as(about)
                .extracting(AngusMailbox.Seen::messageId)
                .containsExactlyInAnyOrderElementsOf(
                        mails.stream().map(Outgoing::messageId).toList());
        for (Outgoing mail : mails) {
            assertThat(seen)
                    .filteredOn(one -> one.messageId().equals(mail.messageId()))
                    .singleElement()
                    .satisfies(one -> assertThat(one.bytes()).isEqualTo(SampleMails.bytes(mail)));
        }
    }
}
