package dev.wharf.connector.execution;

import dev.wharf.core.Finding;
import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.party.EmailAddress;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The archive itself as a destination. What is archived is in its mailboxes, so that nothing is
/// left to deliver: going through it counts what became of every copy, as for the others.
final class BuiltInArchive implements Destination {
    private static final String RECEIPT = "archive";
    private static final Traits TRAITS =
            new Traits(Traits.Addressing.MAILBOXES, true, 1, 1_000, Long.MAX_VALUE, Duration.ZERO);

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public Opened open(EmailAddress mailbox) {
        return new Opened.Ready(new Session());
    }

    @Override
    public List<Finding> examine(List<EmailAddress> inside, List<EmailAddress> outside) {
        return List.of(Finding.good("archive", "is in this home"));
    }

    @Override
    public void close() {}

    private static final class Session implements MailboxSession {
        /// All are there, by the archive's own doing: nobody else has brought them.
        @Override
        public Map<String, String> present(Collection<String> messageIds) {
            return Map.of();
        }

        @Override
        public List<DeliveryOutcome> deliver(List<Outgoing> mails) {
            return mails.stream()
                    .<DeliveryOutcome>map(_ -> new DeliveryOutcome.Delivered(RECEIPT))
                    .toList();
        }

        @Override
        public ReadBack readBack(String receipt, Outgoing sent) {
            return new ReadBack.Same(true);
        }

        @Override
        public void close() {}
    }
}
