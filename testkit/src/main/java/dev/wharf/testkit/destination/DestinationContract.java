package dev.wharf.testkit.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Destination.Traits.Addressing;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.MailboxSession.ReadBack;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What every destination promises.
public interface DestinationContract {

    /// Fresh, with the mailboxes of [#mailbox] and [#otherMailbox], empty. Closed by whoever made
    /// it.
    Destination destination();

    EmailAddress mailbox();

    EmailAddress otherMailbox();

    /// One that is not there; empty where a destination has no mailboxes of its own.
    Optional<EmailAddress> missingMailbox();

    /// A small mail without files; another one for each number.
    Outgoing mail(int number);

    /// The same with a file of so many bytes.
    Outgoing mailWithFile(int number, int bytes);

    /// Message-IDs that the foreign system itself holds for a mailbox, in the order of arrival,
    /// asked past the destination. Of a journal, what its address received.
    List<String> arrived(EmailAddress mailbox);

    @Test
    default void aDeliveredMailIsThere() throws Exception {
        Outgoing mail = mail(1);

        List<DeliveryOutcome> outcomes = deliver(mailbox(), List.of(mail));

        assertThat(outcomes).singleElement().isInstanceOf(Delivered.class);
        assertThat(arrived(mailbox())).containsExactly(mail.messageId());
    }

    @Test
    default void manyArriveOnceEachAndInOrder() throws Exception {
        List<Outgoing> mails = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            mails.add(mail(i));
        }

        List<DeliveryOutcome> outcomes = deliver(mailbox(), mails);

        assertThat(outcomes).hasSize(57).allMatch(Delivered.class::isInstance);
        assertThat(arrived(mailbox()))
                .containsExactlyElementsOf(mails.stream().map(Outgoing::messageId).toList());
    }

    @Test
    default void filesOfAnySizeArrive() throws Exception {
        List<Outgoing> mails =
                List.of(
                        mailWithFile(1, 0),
                        mailWithFile(2, 1),
                        mailWithFile(3, 100_000),
                        mailWithFile(4, 5_000_000),
                        mail(5));

        try (MailboxSession session = open(mailbox())) {
            List<DeliveryOutcome> outcomes = session.deliver(mails);

            assertThat(outcomes).hasSize(5).allMatch(Delivered.class::isInstance);
            assertThat(arrived(mailbox())).hasSize(5);
            for (int i = 0; i < mails.size() && destination().traits().remembers(); i++) {
                assertThat(session.readBack(receipt(outcomes.get(i)), mails.get(i)))
                        .isInstanceOf(ReadBack.Same.class);
            }
        }
    }

    @Test
    default void nothingIsDeliveredOfNothing() throws Exception {
        assertThat(deliver(mailbox(), List.of())).isEmpty();
        assertThat(arrived(mailbox())).isEmpty();
    }

    @Test
    default void mailboxesAreApart() throws Exception {
        assumeTrue(destination().traits().addressing() == Addressing.MAILBOXES);
        deliver(mailbox(), List.of(mail(1), mail(2)));
        deliver(otherMailbox(), List.of(mail(2)));

        assertThat(arrived(mailbox())).hasSize(2);
        assertThat(arrived(otherMailbox())).containsExactly(mail(2).messageId());
    }

    @Test
    default void whatIsThereIsKnownAgain() throws Exception {
        assumeTrue(destination().traits().remembers());
        Outgoing there = mail(1);
        List<DeliveryOutcome> outcomes = deliver(mailbox(), List.of(there, mail(2)));

        Map<String, String> present =
                present(mailbox(), List.of(there.messageId(), mail(3).messageId()));

        assertThat(present).containsExactly(Map.entry(there.messageId(), receipt(outcomes.get(0))));
    }

    @Test
    default void manyAreAskedAfterAtOnce() throws Exception {
        assumeTrue(destination().traits().remembers());
        deliver(mailbox(), List.of(mail(7), mail(140)));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(mail(i).messageId());
        }

        assertThat(present(mailbox(), ids))
                .containsOnlyKeys(mail(7).messageId(), mail(140).messageId());
    }

    @Test
    default void anotherMailIsNotTheSame() throws Exception {
        assumeTrue(destination().traits().remembers());
        List<DeliveryOutcome> outcomes = deliver(mailbox(), List.of(mail(1)));

        try (MailboxSession session = open(mailbox())) {
            assertThat(session.readBack(receipt(outcomes.getFirst()), mail(2)))
                    .isInstanceOf(ReadBack.Different.class);
        }
    }

    @Test
    default void aMissingMailboxIsRefused() {
        assumeTrue(missingMailbox().isPresent());

        Destination.Opened opened = destination().open(missingMailbox().orElseThrow());

        assertThat(opened).isInstanceOf(Destination.Opened.Refused.class);
        assertThat(((Destination.Opened.Refused) opened).why().scope())
                .isEqualTo(Refusal.Scope.MAILBOX);
    }

    private MailboxSession open(EmailAddress mailbox) {
        return switch (destination().open(mailbox)) {
            case Destination.Opened.Ready(MailboxSession session) -> session;
            case Destination.Opened.Refused(Refusal why) -> throw new AssertionError(why.reason());
        };
    }

    private List<DeliveryOutcome> deliver(EmailAddress mailbox, List<Outgoing> mails) {
        try (MailboxSession session = open(mailbox)) {
            return session.deliver(mails);
        }
    }

    private Map<String, String> present(EmailAddress mailbox, Collection<String> ids)
            throws MailboxSession.Unreachable {
        try (MailboxSession session = open(mailbox)) {
            return session.present(ids);
        }
    }

    private static String receipt(DeliveryOutcome outcome) {
        return ((Delivered) outcome).receipt();
    }
}
