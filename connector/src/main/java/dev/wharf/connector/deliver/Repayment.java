package dev.wharf.connector.deliver;

import dev.wharf.connector.deliver.Couriers.Attempt;
import dev.wharf.connector.deliver.Couriers.Round;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.destination.Destination.Opened;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Pays what is owed and due: part by part, so that a debt of millions can be cut off too. For one
/// thread.
final class Repayment {
    private final ArchiveReader archive;
    private final Couriers.Means means;
    private final Delivery.Setting setting;
    private final Progression progression;
    private final DebtBook debts;
    private final DeliveryLog log;
    private final BooleanSupplier stop;

    Repayment(
            ArchiveReader archive,
            Couriers.Means means,
            Delivery.Setting setting,
            Progression progression,
            DeliveryLog log,
            BooleanSupplier stop) {
        this.archive = archive;
        this.means = means;
        this.setting = setting;
        this.progression = progression;
        this.debts = progression.debts();
        this.log = log;
        this.stop = stop;
    }

    /// @return why it stopped before all that is due was tried; null when all was
    @Nullable DeliveryEnd pay() {
        Instant now = means.clock().instant();
        for (EmailAddress mailbox : debts.due(now)) {
            DeliveryEnd cut = pay(mailbox, now);
            progression.commitDebts();
            if (cut != null) {
                return cut;
            }
        }
        return null;
    }

    private @Nullable DeliveryEnd pay(EmailAddress mailbox, Instant now) {
        return switch (setting.addressees().of(mailbox)) {
            case Addressee.NotChosen() -> {
                debts.forgive(mailbox);
                yield null;
            }
            case Addressee.Refused(Refusal why) -> {
                debts.refused(mailbox, why, now, now);
                yield null;
            }
            case Addressee.Mailbox(EmailAddress at) -> {
                DeliveryEnd cut = knock(mailbox, at, now);
                Debt debt = debts.due(mailbox, now);
                while (cut == null && debt != null) {
                    cut = stop.getAsBoolean() ? new DeliveryEnd.Stopped() : pay(mailbox, at, debt);
                    debt = debts.due(mailbox, now);
                }
                yield cut;
            }
        };
    }

    /// Looking up what a mailbox is owed may take long: first it is asked whether it opens.
    private @Nullable DeliveryEnd knock(EmailAddress mailbox, EmailAddress at, Instant now) {
        if (debts.closing(mailbox) == null) {
            return null;
        }
        switch (means.destination().open(at)) {
            case Opened.Ready(MailboxSession session) -> session.close();
            case Opened.Refused(Refusal why) -> {
                if (why.scope() == Refusal.Scope.DESTINATION) {
                    return new DeliveryEnd.Away(why, now);
                }
                debts.refused(mailbox, why, now, now);
            }
        }
        return null;
    }

    private @Nullable DeliveryEnd pay(EmailAddress mailbox, EmailAddress at, Debt debt) {
        List<ItemRow> items = itemsOf(mailbox, at, debt);
        if (items.isEmpty()) {
            Tally tally = new Tally();
            settle(mailbox, debt, tally, debt.copies());
            progression.commit(log, tally.result(0));
            return null;
        }
        Attempt attempt = new Attempt(Doubt.OWED, debt.why() == null);
        Round round = new Couriers(means).deliver(Map.of(at, items), attempt, stop);
        MailboxResult result = round.results().get(at);
        if (round.cut() == null && result != null) {
            paid(mailbox, debt, items, result);
        }
        return round.cut();
    }

    private void paid(EmailAddress mailbox, Debt debt, List<ItemRow> items, MailboxResult result) {
        Tally tally = result.tally();
        long through = items.getLast().sequence();
        long due = debt.copies() - tally.counters().available() - failedAgain(debt, result);
        if (through < debt.span().last()) {
            Span rest = new Span(through + 1, debt.span().last());
            debts.settle(mailbox, debt, debt.left(rest, due, debt.found() + tally.found()));
        } else {
            settle(mailbox, debt, tally, due);
        }
        result.debts().forEach(fresh -> debts.add(mailbox, fresh.following(debt, means.clock())));
        progression.commit(log, tally.result(items.size()));
    }

    /// Copies that have failed before and were not counted now.
    private static long failedAgain(Debt debt, MailboxResult result) {
        return debt.why() == null ? 0 : result.debts().stream().mapToLong(Debt::copies).sum();
    }

    /// All of it has been looked at: as many of those that were found were due as are missing.
    private void settle(EmailAddress mailbox, Debt debt, Tally tally, long due) {
        tally.imported(Math.clamp(due, 0, debt.found() + tally.found()));
        debts.settle(mailbox, debt, null);
    }

    /// The first of a debt, a window's worth at most; without those that other debts name one by
    /// one.
    private List<ItemRow> itemsOf(EmailAddress mailbox, EmailAddress at, Debt debt) {
        List<Span> others = debts.otherThan(mailbox, debt);
        try (Stream<ItemRow> rows = archive.after(debt.span().first() - 1)) {
            return rows.takeWhile(row -> row.sequence() <= debt.span().last())
                    .filter(row -> !row.time().isBefore(setting.start()) && isFor(row, at))
                    .filter(row -> others.stream().noneMatch(other -> other.holds(row.sequence())))
                    .limit(setting.window())
                    .toList();
        }
    }

    private boolean isFor(ItemRow row, EmailAddress at) {
        return archive.audience(row.audience()).mailboxes().stream()
                .map(setting.addressees()::of)
                .anyMatch(new Addressee.Mailbox(at)::equals);
    }
}
