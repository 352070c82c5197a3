package dev.wharf.testkit.destination;

import dev.wharf.core.Finding;
import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A destination in memory. It keeps every mail it is given, twice when given twice, so that a test
/// can tell; and it refuses, dies and forgets on command. For many threads.
public final class MemoryDestination implements Destination {
    private final Traits traits;
    private final Map<EmailAddress, List<Held>> mailboxes = new ConcurrentHashMap<>();
    private final Map<EmailAddress, Refusal> refused = new ConcurrentHashMap<>();
    private final Set<EmailAddress> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger mostSessions = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Faults faults = Faults.NONE;

    /// @param bytes of the mail as it arrived
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Held(String messageId, Instant date, byte[] bytes) {}

    /// What goes wrong. Asked before each mail is taken.
    @FunctionalInterface
    public interface Faults {
        Faults NONE = (_, _) -> Optional.empty();

        /// @return how the attempt ends instead of being taken; it may also throw, as a process
        ///   that is killed here would stop
        Optional<DeliveryOutcome> before(EmailAddress mailbox, Outgoing mail);
    }

    public MemoryDestination() {
        this(new Traits(Traits.Addressing.MAILBOXES, true, 4, 10, 1 << 20, Duration.ZERO));
    }

    public MemoryDestination(Traits traits) {
        this.traits = traits;
    }

    /// Makes mailboxes that can be delivered to; all others are missing.
    public MemoryDestination with(EmailAddress... present) {
        for (EmailAddress mailbox : present) {
            mailboxes.computeIfAbsent(mailbox, _ -> new ArrayList<>());
        }
        return this;
    }

    public void failing(Faults next) {
        faults = next;
    }

    /// From now on this mailbox cannot be opened; null ends that.
    public void refuse(EmailAddress mailbox, Refusal why) {
        refused.put(mailbox, why);
    }

    public void accept(EmailAddress mailbox) {
        refused.remove(mailbox);
    }

    /// Everything that arrived, in order.
    public List<Held> held(EmailAddress mailbox) {
        List<Held> held = mailboxes.getOrDefault(mailbox, List.of());
        synchronized (held) {
            return List.copyOf(held);
        }
    }

    public List<String> messageIds(EmailAddress mailbox) {
        return held(mailbox).stream().map(Held::messageId).toList();
    }

    /// The most sessions that were open at the same time.
    public int mostSessions() {
        return mostSessions.get();
    }

    /// How many mails were asked after by [MailboxSession#present].
    public int questions() {
        return questions.get();
    }

    @Override
    public Traits traits() {
        return traits;
    }

    @Override
    public Opened open(EmailAddress mailbox) {
        Refusal why = refused.get(mailbox);
        if (why != null) {
            return new Opened.Refused(why);
        }
        List<Held> held = mailboxes.get(mailbox);
        if (held == null) {
            return new Opened.Refused(
                    new Refusal(
                            ErrorCode.NOT_FOUND,
                            Refusal.Scope.MAILBOX,
                            "there is no mailbox " + mailbox));
        }
        if (!open.add(mailbox)) {
            throw new IllegalStateException("two sessions of one mailbox at the same time");
        }
        mostSessions.accumulateAndGet(sessions.incrementAndGet(), Math::max);
        return new Opened.Ready(new Session(mailbox, held));
    }

    @Override
    public List<Finding> examine(List<EmailAddress> inside, List<EmailAddress> outside) {
        return List.of(Finding.good("memory", "is there"));
    }

    @Override
    public void close() {}

    private final class Session implements MailboxSession {
        private final EmailAddress mailbox;
        private final List<Held> held;

        Session(EmailAddress mailbox, List<Held> held) {
            this.mailbox = mailbox;
            this.held = held;
        }

        @Override
        public Map<String, String> present(Collection<String> messageIds) {
            questions.addAndGet(messageIds.size());
            if (!traits.remembers()) {
                return Map.of();
            }
            Map<String, String> found = new LinkedHashMap<>();
            Map<String, String> all = receipts();
            messageIds.stream()
                    .filter(all::containsKey)
                    .forEach(id -> found.put(id, all.getOrDefault(id, "")));
            return found;
        }

        private Map<String, String> receipts() {
            Map<String, String> all = new HashMap<>();
            synchronized (held) {
                for (int i = 0; i < held.size(); i++) {
                    all.putIfAbsent(held.get(i).messageId(), String.valueOf(i + 1));
                }
            }
            return all;
        }

        @Override
        public List<DeliveryOutcome> deliver(List<Outgoing> mails) {
            return mails.stream().map(this::deliver).toList();
        }

        private DeliveryOutcome deliver(Outgoing mail) {
            return faults.before(mailbox, mail).orElseGet(() -> take(mail));
        }

        private DeliveryOutcome take(Outgoing mail) {
            byte[] bytes = bytes(mail);
            synchronized (held) {
                held.add(new Held(mail.messageId(), mail.date(), bytes));
                return new DeliveryOutcome.Delivered(String.valueOf(held.size()));
            }
        }

        @Override
        public ReadBack readBack(String receipt, Outgoing sent) {
            int at = Integer.parseInt(receipt) - 1;
            synchronized (held) {
                if (at < 0 || at >= held.size()) {
                    return new ReadBack.Gone();
                }
                return Arrays.equals(held.get(at).bytes(), bytes(sent))
                        ? new ReadBack.Same(true)
                        : new ReadBack.Different("the bytes are others");
            }
        }

        @Override
        public void close() {
            open.remove(mailbox);
            sessions.decrementAndGet();
        }
    }

    private static byte[] bytes(Outgoing mail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            mail.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
