package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.MailboxSession.ReadBack;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// Brings one mailbox its copies, in order. For one use by one thread.
final class MailboxDelivery {
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Couriers.Means means;
    private final EmailAddress mailbox;
    private final Doubt doubt;
    private final boolean countsFailures;
    private final BooleanSupplier stopping;
    private final Tally tally = new Tally();
    private final List<Debt> debts = new ArrayList<>();
    private @Nullable DeliveryEnd cut;
    private @Nullable Refusal closed;
    private Instant closedUntil = Instant.MIN;

    MailboxDelivery(
            Couriers.Means means,
            EmailAddress mailbox,
            Couriers.Attempt attempt,
            BooleanSupplier stopping) {
        this.means = means;
        this.mailbox = mailbox;
        this.doubt = attempt.doubt();
        this.countsFailures = attempt.countsFailures();
        this.stopping = stopping;
    }

    MailboxResult deliver(List<ItemRow> items) {
        switch (means.destination().open(mailbox)) {
            case Opened.Ready(MailboxSession session) -> {
                try (session) {
                    deliver(session, items);
                }
            }
            case Opened.Refused(Refusal why) -> {
                close(why, clock().instant());
                owe(items);
            }
        }
        return new MailboxResult(tally, debts, cut);
    }

    private Clock clock() {
        return means.clock();
    }

    private void deliver(MailboxSession session, List<ItemRow> items) {
        Iterator<Parcel> parcels = means.form().parcels(items);
        Destination.Traits traits = means.destination().traits();
        Parcel ahead = null;
        while (cut == null && (ahead != null || parcels.hasNext())) {
            if (stopping.getAsBoolean()) {
                cut = new DeliveryEnd.Stopped();
                return;
            }
            List<Parcel> batch = new ArrayList<>();
            long bytes = 0;
            ahead = ahead == null ? parcels.next() : ahead;
            while (ahead != null
                    && batch.size() < traits.batch()
                    && (batch.isEmpty() || bytes + ahead.size() <= traits.batchBytes())) {
                bytes += ahead.size();
                batch.add(ahead);
                ahead = parcels.hasNext() ? parcels.next() : null;
            }
            if (closed == null) {
                deliverBatch(session, batch);
            } else {
                batch.forEach(parcel -> owe(parcel.items()));
            }
        }
    }

    private void deliverBatch(MailboxSession session, List<Parcel> batch) {
        List<Parcel> wanted = new ArrayList<>();
        Map<String, String> there = doubt == Doubt.NONE ? Map.of() : present(session, batch);
        for (Parcel parcel : batch) {
            Outgoing mail = parcel.mail();
            if (mail == null) {
                tally.skipped(parcel.items());
            } else if (there.containsKey(mail.messageId())) {
                wasThere(parcel);
            } else {
                wanted.add(parcel);
            }
        }
        if (closed != null) {
            wanted.forEach(parcel -> owe(parcel.items()));
        } else if (!wanted.isEmpty()) {
            send(session, wanted);
        }
    }

    private Map<String, String> present(MailboxSession session, List<Parcel> batch) {
        List<String> ids =
                batch.stream()
                        .map(Parcel::mail)
                        .filter(Objects::nonNull)
                        .map(Outgoing::messageId)
                        .toList();
        try {
            return ids.isEmpty() ? Map.of() : session.present(ids);
        } catch (MailboxSession.Unreachable e) {
            close(e.why(), clock().instant());
            return Map.of();
        }
    }

    private void wasThere(Parcel parcel) {
        switch (doubt) {
            case OURS -> tally.imported(parcel, mailbox, parcel.missing());
            case OWED -> tally.found(parcel.items());
            case NONE, ANYBODYS -> tally.skipped(parcel.items());
        }
    }

    private void send(MailboxSession session, List<Parcel> parcels) {
        List<DeliveryOutcome> outcomes =
                session.deliver(
                        parcels.stream()
                                .map(parcel -> Objects.requireNonNull(parcel.mail()))
                                .toList());
        for (int i = 0; i < parcels.size(); i++) {
            ended(session, parcels.get(i), outcomes.get(i));
        }
    }

    private void ended(MailboxSession session, Parcel parcel, DeliveryOutcome outcome) {
        switch (outcome) {
            case DeliveryOutcome.Delivered(String receipt, List<String> leftOut) ->
                    delivered(session, parcel, receipt, left(parcel, leftOut));
            case DeliveryOutcome.AlreadyThere(String _) -> wasThere(parcel);
            case DeliveryOutcome.Deferred(Refusal why, Instant retryAt) ->
                    refused(parcel, why, retryAt);
            case DeliveryOutcome.Rejected(Refusal why) -> refused(parcel, why, clock().instant());
        }
    }

    private static String left(Parcel parcel, List<String> leftOut) {
        String left = String.join("; ", leftOut);
        return parcel.missing().isEmpty() || left.isEmpty()
                ? parcel.missing() + left
                : parcel.missing() + "; " + left;
    }

    private void delivered(MailboxSession session, Parcel parcel, String receipt, String left) {
        Outgoing sent = Objects.requireNonNull(parcel.mail());
        if (!means.readBack().chooses(sent.messageId())) {
            tally.imported(parcel, mailbox, left);
            return;
        }
        switch (session.readBack(receipt, sent)) {
            case ReadBack.Same(boolean _) -> tally.imported(parcel, mailbox, left);
            case ReadBack.Different(String how) ->
                    tally.failed(
                            parcel.items(),
                            mailbox,
                            "it is in the mailbox, but other than it was sent: " + how);
            case ReadBack.Gone() ->
                    refused(
                            parcel,
                            new Refusal(
                                    ErrorCode.SOURCE_UNAVAILABLE,
                                    Scope.MAIL,
                                    "it was accepted and is not in the mailbox"),
                            clock().instant());
            // It was accepted; that it could not be looked at does not undo that.
            case ReadBack.Unknown(Refusal _) -> tally.imported(parcel, mailbox, left);
        }
    }

    private void refused(Parcel parcel, Refusal why, Instant retryAt) {
        if (why.scope() != Scope.MAIL) {
            close(why, retryAt);
            owe(parcel.items());
            return;
        }
        failed(parcel.items(), why);
        runs(parcel.items())
                .forEach(
                        run ->
                                debts.add(
                                        Debt.refused(
                                                run, run.size(), why, clock().instant(), retryAt)));
    }

    private void failed(List<ItemRow> items, Refusal why) {
        if (countsFailures) {
            tally.failed(items, mailbox, why.reason());
        }
    }

    private void close(Refusal why, Instant until) {
        closed = why;
        closedUntil = until;
        if (why.scope() == Scope.DESTINATION) {
            Instant later = clock().instant().plus(LATER);
            cut = new DeliveryEnd.Away(why, until.isAfter(later) ? until : later);
        }
    }

    private void owe(List<ItemRow> items) {
        Refusal why = Objects.requireNonNull(closed);
        failed(items, why);
        debts.add(Debt.refused(Span.of(items), items.size(), why, clock().instant(), closedUntil));
    }

    /// A mail of many items is owed for these and not for what lies between them.
    private static List<Span> runs(List<ItemRow> items) {
        List<Span> runs = new ArrayList<>();
        for (long sequence : items.stream().mapToLong(ItemRow::sequence).sorted().toArray()) {
            Span one = new Span(sequence, sequence);
            runs.add(
                    !runs.isEmpty() && runs.getLast().touches(one)
                            ? runs.removeLast().with(one)
                            : one);
        }
        return runs;
    }
}
