package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/// Brings many mailboxes their copies, as many at once as the destination takes.
///
/// Whoever finds the destination away stops the others at their next batch. For one thread; it has
/// others at its service.
public final class Couriers {
    private final Means means;

    /// What every delivery goes by.
    public record Means(Destination destination, Form form, ReadBackPolicy readBack, Clock clock) {}

    Couriers(Means means) {
        this.means = means;
    }

    /// @param cut why not every copy had an end; null when all had
    record Round(Map<EmailAddress, MailboxResult> results, @Nullable DeliveryEnd cut) {}

    /// @param countsFailures false when the copies have ended as failed before
    record Attempt(Doubt doubt, boolean countsFailures) {}

    Round deliver(Map<EmailAddress, List<ItemRow>> copies, Attempt attempt, BooleanSupplier stop) {
        Work work = new Work(copies, attempt, stop);
        int hands = Math.min(means.destination().traits().mailboxesAtOnce(), copies.size());
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < hands; i++) {
            threads.add(Thread.ofVirtual().name("wharf-courier-", i).start(work));
        }
        work.run();
        work.await(threads);
        return work.round();
    }

    private final class Work implements Runnable {
        private final Queue<Map.Entry<EmailAddress, List<ItemRow>>> waiting;
        private final Attempt attempt;
        private final BooleanSupplier stop;
        private final Map<EmailAddress, MailboxResult> results = new TreeMap<>();
        private volatile @Nullable DeliveryEnd cut;
        private volatile @Nullable Throwable failure;

        Work(Map<EmailAddress, List<ItemRow>> copies, Attempt attempt, BooleanSupplier stop) {
            this.waiting = new ConcurrentLinkedQueue<>(copies.entrySet());
            this.attempt = attempt;
            this.stop = stop;
        }

        private boolean stopping() {
            return cut != null || failure != null || stop.getAsBoolean();
        }

        @Override
        public void run() {
            try {
                Map.Entry<EmailAddress, List<ItemRow>> next = waiting.poll();
                while (next != null && !stopping()) {
                    EmailAddress mailbox = next.getKey();
                    ended(
                            mailbox,
                            new MailboxDelivery(means, mailbox, attempt, this::stopping)
                                    .deliver(next.getValue()));
                    next = waiting.poll();
                }
                if (next != null) {
                    ended(new DeliveryEnd.Stopped());
                }
            } catch (Throwable e) {
                failed(e);
            }
        }

        private synchronized void ended(EmailAddress mailbox, MailboxResult result) {
            results.put(mailbox, result);
            DeliveryEnd end = result.cut();
            if (end != null) {
                ended(end);
            }
        }

        /// That the destination is away explains why others stopped.
        private synchronized void ended(DeliveryEnd end) {
            if (cut == null || end instanceof DeliveryEnd.Away) {
                cut = end;
            }
        }

        private synchronized void failed(Throwable e) {
            Throwable first = failure;
            if (first == null) {
                failure = e;
            } else {
                first.addSuppressed(e);
            }
        }

        void await(List<Thread> threads) {
            boolean interrupted = false;
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException _) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized Round round() {
            Throwable e = failure;
            switch (e) {
                case null -> {}
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e);
            }
            return new Round(results, cut);
        }
    }
}
