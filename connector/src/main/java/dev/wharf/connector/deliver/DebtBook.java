package dev.wharf.connector.deliver;

import dev.wharf.core.archive.Change;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All debts of a connector at one destination, by mailbox. Changes are written with the next
/// commit. For one thread.
final class DebtBook {
    private static final Comparator<Debt> BY_SPAN =
            Comparator.comparingLong((Debt debt) -> debt.span().first())
                    .thenComparingLong(debt -> debt.span().last());

    private final Map<EmailAddress, List<Debt>> debts = new TreeMap<>();
    private final Set<EmailAddress> changed = new TreeSet<>();

    DebtBook(Map<EmailAddress, List<Debt>> kept) {
        kept.forEach((mailbox, all) -> debts.put(mailbox, new ArrayList<>(all)));
    }

    List<Debt> of(EmailAddress mailbox) {
        return List.copyOf(debts.getOrDefault(mailbox, List.of()));
    }

    /// Mailboxes with something to try now, in order.
    List<EmailAddress> due(Instant now) {
        return debts.keySet().stream().filter(mailbox -> due(mailbox, now) != null).toList();
    }

    /// The first debt of a mailbox to try now; null for none. While the mailbox itself is not to be
    /// tried, nothing of it is.
    @Nullable Debt due(EmailAddress mailbox, Instant now) {
        Debt closing = closing(mailbox);
        if (closing != null && !closing.isDue(now)) {
            return null;
        }
        for (Debt debt : debts.getOrDefault(mailbox, List.of())) {
            if (debt.isDue(now)) {
                return debt;
            }
        }
        return null;
    }

    /// The debt that keeps a mailbox from getting anything new before it is paid; null for none.
    @Nullable Debt closing(EmailAddress mailbox) {
        for (Debt debt : debts.getOrDefault(mailbox, List.of())) {
            if (debt.isOfMailbox()) {
                return debt;
            }
        }
        return null;
    }

    /// What is owed for reasons of its own inside a debt of the mailbox as a whole.
    List<Span> otherThan(EmailAddress mailbox, Debt debt) {
        return debt.isOfMailbox()
                ? of(mailbox).stream().filter(d -> !d.isOfMailbox()).map(Debt::span).toList()
                : List.of();
    }

    /// Adds a debt, joined with those it is one with.
    void add(EmailAddress mailbox, Debt debt) {
        List<Debt> all = debts.computeIfAbsent(mailbox, _ -> new ArrayList<>());
        Debt joined = debt;
        for (Debt other : List.copyOf(all)) {
            if (joined.isOneWith(other)) {
                joined = joined.with(other);
                all.remove(other);
            }
        }
        all.add(joined);
        all.sort(BY_SPAN);
        changed.add(mailbox);
    }

    /// Replaces a debt by what is left of it.
    ///
    /// @param left null for nothing
    void settle(EmailAddress mailbox, Debt debt, @Nullable Debt left) {
        List<Debt> all = debts.getOrDefault(mailbox, new ArrayList<>());
        if (!all.remove(debt)) {
            throw new IllegalStateException("a debt that is not in the book");
        }
        if (left != null) {
            all.add(left);
            all.sort(BY_SPAN);
        }
        if (all.isEmpty()) {
            debts.remove(mailbox);
        }
        changed.add(mailbox);
    }

    /// The mailbox could not be reached again: all that was tried waits longer.
    void refused(EmailAddress mailbox, Refusal why, Instant now, Instant earliest) {
        List<Debt> due = of(mailbox).stream().filter(debt -> debt.isDue(now)).toList();
        due.forEach(debt -> settle(mailbox, debt, null));
        due.forEach(debt -> add(mailbox, debt.again(why, now, earliest)));
    }

    /// Nothing of a mailbox is owed any more.
    void forgive(EmailAddress mailbox) {
        debts.remove(mailbox);
        changed.add(mailbox);
    }

    long copies() {
        return debts.values().stream().flatMap(List::stream).mapToLong(Debt::copies).sum();
    }

    boolean hasChanges() {
        return !changed.isEmpty();
    }

    /// Everything is tried at the next run.
    void allDue(Instant now) {
        debts.forEach(
                (mailbox, all) -> {
                    all.replaceAll(debt -> debt.dueAt(now));
                    changed.add(mailbox);
                });
    }

    /// What was changed since the last call, to be committed.
    List<Change> takeChanges(DeliveryStore store) {
        List<Change> changes =
                changed.stream().map(mailbox -> store.put(mailbox, of(mailbox))).toList();
        changed.clear();
        return changes;
    }
}
