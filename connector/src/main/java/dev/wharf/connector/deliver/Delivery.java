package dev.wharf.connector.deliver;

import dev.wharf.connector.deliver.Couriers.Attempt;
import dev.wharf.connector.deliver.Couriers.Round;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// One run of a connector at one destination: everything the archive gained since its cursor, and
/// what it owes (docs/connector.md).
///
/// Can be cut off anywhere, by kill -9 too: the next run goes on where the last commit left off.
/// For one use by one thread, and one at a time for each connector and destination.
public final class Delivery {
    private final Ports ports;
    private final Couriers.Means means;
    private final Setting setting;
    private final Progression progression;
    private boolean resuming;

    /// What a delivery stands on. It closes none of them.
    ///
    /// @param writer may be used by others at the same time
    /// @param turn held from the question to the log until its answer is committed: deliveries of
    ///   one run share it, so that no older record is written over a newer one
    public record Ports(
            ArchiveReader reader, ArchiveWriter writer, DeliveryStore store, Object turn) {
        public Ports(ArchiveReader reader, ArchiveWriter writer, DeliveryStore store) {
            this(reader, writer, store, new Object());
        }
    }

    /// @param window items that are taken together, at least 1
    /// @param start items that were said before are not the connector's
    public record Setting(Addressee.Policy addressees, int window, Instant start) {
        /// A mailbox's share of a window should fill a batch; all of it is in memory as rows, and
        /// is asked for after a crash.
        public static final int WINDOW = 20_000;

        public Setting(Addressee.Policy addressees) {
            this(addressees, WINDOW, Instant.MIN);
        }
    }

    /// @param before where a connector stands that has not run here yet
    public Delivery(Ports ports, Couriers.Means means, Setting setting, DeliveryState before) {
        this.ports = ports;
        this.means = means;
        this.setting = setting;
        this.progression = new Progression(ports, setting.addressees(), means.clock(), before);
        this.resuming = progression.state().open() != null;
    }

    /// Pays what is owed, then goes on from the cursor to what the archive holds now.
    ///
    /// @param stopping asked between batches
    /// @throws dev.wharf.core.error.WharfException when the archive fails
    public DeliveryEnd run(DeliveryLog log, Progress progress, BooleanSupplier stopping) {
        long last = means.form().ready(ports.reader().lastSequence());
        progress.begin("delivering", Math.max(0, last - progression.state().sequence()), "items");
        try {
            DeliveryEnd cut = go(last, log, progress, stopping);
            return cut == null ? new DeliveryEnd.Done() : cut;
        } finally {
            progress.end();
        }
    }

    /// An interrupted window comes first: in its mailboxes it stands before all else.
    private @Nullable DeliveryEnd go(
            long last, DeliveryLog log, Progress progress, BooleanSupplier stop) {
        DeliveryEnd cut = resuming ? window(last, log, progress, stop) : null;
        if (cut == null) {
            progression.takeGains();
            cut = new Repayment(ports.reader(), means, setting, progression, log, stop).pay();
        }
        while (cut == null && progression.state().sequence() < last) {
            cut =
                    stop.getAsBoolean()
                            ? new DeliveryEnd.Stopped()
                            : window(last, log, progress, stop);
        }
        return cut;
    }

    /// Where it stands.
    public DeliveryState state() {
        return progression.state();
    }

    /// Copies that are owed.
    public long owed() {
        return progression.debts().copies();
    }

    /// Everything that failed is tried at the next run, whatever it waits for. Not beside a run.
    ///
    /// @return how many copies that are
    public static long retryAll(Ports ports, Clock clock) {
        Optional<DeliveryState> state = ports.store().state();
        if (state.isEmpty()) {
            return 0;
        }
        Progression progression =
                new Progression(ports, Addressee.Policy.EVERYBODY, clock, state.get());
        progression.debts().allDue(clock.instant());
        progression.commitDebts();
        return progression.debts().copies();
    }

    /// A user is the connector's from now on: all up to the cursor is due.
    ///
    /// @param after items up to this sequence are not the connector's
    public void catchUp(EmailAddress mailbox, long after) {
        long cursor = progression.state().sequence();
        if (after < cursor) {
            progression.owe(mailbox, new Span(after + 1, cursor));
            progression.commitDebts();
        }
    }

    private @Nullable DeliveryEnd window(
            long last, DeliveryLog log, Progress progress, BooleanSupplier stop) {
        Window window = Window.next(ports.reader(), setting, progression, last);
        DeliveryState state = progression.state();
        if (window == null) {
            progression.move(state.through(last));
            return null;
        }
        Attempt attempt = new Attempt(doubt(window.span()), true);
        Tally tally = window.tally();
        List<Owed> owed = unaddressed(window.copies(), tally);
        Map<EmailAddress, List<ItemRow>> copies = open(window.copies(), tally, owed);
        if (!copies.isEmpty() && !window.span().equals(state.open())) {
            progression.move(state.opening(window.span()));
            progression.commit();
        }
        Round round = new Couriers(means).deliver(copies, attempt, stop);
        if (round.cut() != null) {
            return round.cut();
        }
        round.results().forEach((mailbox, result) -> ended(mailbox, result, tally, owed));
        owed.forEach(one -> progression.debts().add(one.mailbox(), one.debt()));
        progression.move(state.through(window.span().last()));
        progression.commit(log, tally.result(window.copies().items()));
        resuming = false;
        progress.advance(window.span().size());
        return null;
    }

    private Doubt doubt(Span window) {
        if (resuming) {
            return Doubt.OURS;
        }
        return window.first() <= progression.state().backfill() ? Doubt.ANYBODYS : Doubt.NONE;
    }

    private record Owed(EmailAddress mailbox, Debt debt) {}

    private static void ended(
            EmailAddress mailbox, MailboxResult result, Tally tally, List<Owed> owed) {
        tally.add(result.tally());
        result.debts().forEach(debt -> owed.add(new Owed(mailbox, debt)));
    }

    private List<Owed> unaddressed(Copies copies, Tally tally) {
        Instant now = means.clock().instant();
        List<Owed> owed = new ArrayList<>();
        copies.unaddressed()
                .forEach(
                        (mailbox, refused) -> {
                            List<ItemRow> items = refused.items();
                            Refusal why = refused.why();
                            tally.failed(items, mailbox, why.reason());
                            owed.add(
                                    new Owed(
                                            mailbox,
                                            Debt.refused(
                                                    Span.of(items), items.size(), why, now, now)));
                        });
        return owed;
    }

    /// What can be delivered: all but the mailboxes that have not been paid what they are owed.
    private Map<EmailAddress, List<ItemRow>> open(Copies copies, Tally tally, List<Owed> owed) {
        Map<EmailAddress, List<ItemRow>> open = new TreeMap<>();
        copies.byMailbox()
                .forEach(
                        (mailbox, items) -> {
                            Debt closing = progression.debts().closing(mailbox);
                            if (closing == null) {
                                open.put(mailbox, items);
                                return;
                            }
                            tally.failed(items, mailbox, String.valueOf(closing.reason()));
                            owed.add(new Owed(mailbox, closing.over(Span.of(items), items.size())));
                        });
        return open;
    }
}
