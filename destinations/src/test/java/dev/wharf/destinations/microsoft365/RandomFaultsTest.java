package dev.wharf.destinations.microsoft365;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.mail.Mail;
import dev.wharf.mail.MailReader;
import dev.wharf.mail.Part;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.graph.FakeAttachment;
import dev.wharf.testkit.graph.FakeMessage;
import dev.wharf.testkit.graph.Fault;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Whatever goes wrong on the way, each mailbox has each of its mails once, whole. The seed decides
/// the faults; how threads take turns is the machine's.
class RandomFaultsTest {
    private static final int MAILBOXES = 5;
    private static final int MAILS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyMailIsInItsMailboxOnceAndWhole(long seed) throws Exception {
        try (FakeTenant tenant = new FakeTenant()) {
            Map<EmailAddress, List<Outgoing>> due = due(seed, tenant);
            tenant.exchange.faults(Fault.Source.random(seed, 12));

            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                due.forEach(
                        (mailbox, mails) ->
                                all.add(threads.submit(() -> deliverAll(tenant, mailbox, mails))));
                for (Future<?> one : all) {
                    one.get();
                }
            }

            due.forEach((mailbox, mails) -> assertArrived(tenant, mailbox, mails));
            assertThat(tenant.exchange.wrong()).isEmpty();
            assertThat(tenant.exchange.counts().mostInFlight().values())
                    .allMatch(most -> most <= 4);
        }
    }

    private static Map<EmailAddress, List<Outgoing>> due(long seed, FakeTenant tenant) {
        Random random = new Random(seed);
        Map<EmailAddress, List<Outgoing>> due = new HashMap<>();
        for (int i = 0; i < MAILBOXES; i++) {
            EmailAddress mailbox = new EmailAddress("user" + i + "@firm.example");
            tenant.exchange.with(mailbox.value());
            List<Outgoing> mails = new ArrayList<>();
            for (int number = 0; number < MAILS; number++) {
                mails.add(SampleMails.mail(number, files(random, number)));
            }
            due.put(mailbox, mails);
        }
        return due;
    }

    /// Most without, some with small ones, a few with one that goes by pieces.
    private static int[] files(Random random, int number) {
        if (number % 20 == 7) {
            return new int[] {3_000_000 + random.nextInt(3_000_000), random.nextInt(1000)};
        }
        if (number % 20 == 19) {
            return new int[] {2_000_000, 2_000_000 + random.nextInt(500_000)};
        }
        return random.nextInt(5) == 0 ? new int[] {random.nextInt(50_000)} : new int[0];
    }

    /// As a connector does: what is in doubt or deferred is asked for and sent again.
    private static void deliverAll(FakeTenant tenant, EmailAddress mailbox, List<Outgoing> mails) {
        List<Outgoing> left = mails;
        boolean doubt = false;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            assertThat(attempt).isLessThan(50);
            if (tenant.destination.open(mailbox) instanceof Opened.Ready(MailboxSession session)) {
                left = attempt(session, left, doubt);
            }
            doubt = true;
            tenant.clock.move(Duration.ofMinutes(1));
        }
    }

    private static List<Outgoing> attempt(
            MailboxSession session, List<Outgoing> mails, boolean doubt) {
        List<Outgoing> left = new ArrayList<>(mails);
        try {
            if (doubt) {
                Set<String> there =
                        session.present(mails.stream().map(Outgoing::messageId).toList()).keySet();
                left.removeIf(mail -> there.contains(mail.messageId()));
            }
        } catch (MailboxSession.Unreachable notNow) {
            return left;
        }
        List<DeliveryOutcome> outcomes = session.deliver(left);
        List<Outgoing> again = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case DeliveryOutcome.Delivered _, DeliveryOutcome.AlreadyThere _ -> {}
                case DeliveryOutcome.Deferred _ -> again.add(left.get(i));
                case DeliveryOutcome.Rejected(Refusal why) -> {
                    // Two tokens in a row that died on the way look like no access.
                    assertThat(why.scope()).as(why.reason()).isEqualTo(Scope.DESTINATION);
                    again.add(left.get(i));
                }
            }
        }
        return again;
    }

    private static void assertArrived(
            FakeTenant tenant, EmailAddress mailbox, List<Outgoing> mails) {
        List<FakeMessage> there = tenant.exchange.messages(mailbox.value(), FakeTenant.FOLDER);
        Map<String, FakeMessage> byId = new HashMap<>();
        there.forEach(
                message -> byId.put(requireNonNull(message.named("WharfMessageId")), message));

        assertThat(there).hasSize(mails.size());
        assertThat(byId.keySet())
                .isEqualTo(new HashSet<>(mails.stream().map(Outgoing::messageId).toList()));
        for (Outgoing mail : mails) {
            assertWhole(requireNonNull(byId.get(mail.messageId())), MailReader.read(mail.image()));
        }
    }

    private static void assertWhole(FakeMessage message, Mail mail) {
        assertThat(message.named("WharfState")).isEqualTo("complete");
        assertThat(message.isDraft()).isFalse();
        Map<String, String> wanted = new HashMap<>();
        for (Part part : mail.attachments()) {
            wanted.put(part.fileName(), ((Part.Stored) part).digest().sha256());
        }
        Map<String, String> found = new HashMap<>();
        for (FakeAttachment file : message.attachments()) {
            found.put(file.name(), Digests.sha256(file.content()).sha256());
        }
        assertThat(found).isEqualTo(wanted);
        assertThat(message.attachments()).hasSize(wanted.size());
    }
}
