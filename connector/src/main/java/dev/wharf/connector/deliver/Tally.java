package dev.wharf.connector.deliver;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported.Outcome;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Counts how copies ended, and lists those that were not imported whole. For one thread.
final class Tally {
    private final List<NotWhole> notWhole = new ArrayList<>();
    private Counters counters = Counters.NONE;
    private long found;

    void imported(Parcel parcel, EmailAddress mailbox, String left) {
        int copies = parcel.items().size();
        if (left.isEmpty()) {
            counters = counters.plus(new Counters(copies, 0, 0, 0, 0));
            return;
        }
        counters = counters.plus(new Counters(0, copies, 0, 0, 0));
        list(parcel.items(), mailbox, Outcome.PARTIAL, left);
    }

    /// Copies that were there, of which it is not known here whether they have been counted.
    void found(List<ItemRow> items) {
        found += items.size();
    }

    void skipped(List<ItemRow> items) {
        counters = counters.plus(new Counters(0, 0, items.size(), 0, 0));
    }

    void failed(List<ItemRow> items, EmailAddress mailbox, String reason) {
        counters = counters.plus(new Counters(0, 0, 0, 0, items.size()));
        list(items, mailbox, Outcome.FAILED, reason);
    }

    void quarantined(ItemRow item, int party, String reason) {
        counters = counters.plus(new Counters(0, 0, 0, 1, 0));
        notWhole.add(new NotWhole(item, null, party, Outcome.QUARANTINED, reason));
    }

    private void list(
            List<ItemRow> items, @Nullable EmailAddress mailbox, Outcome outcome, String reason) {
        items.forEach(item -> notWhole.add(new NotWhole(item, mailbox, 0, outcome, reason)));
    }

    void add(Tally other) {
        counters = counters.plus(other.counters);
        notWhole.addAll(other.notWhole);
    }

    /// How many copies were found.
    long found() {
        return found;
    }

    /// Counts copies that were found as imported.
    void imported(long copies) {
        counters = counters.plus(new Counters(copies, 0, 0, 0, 0));
    }

    Counters counters() {
        return counters;
    }

    WindowResult result(long items) {
        return new WindowResult(items, counters, notWhole);
    }
}
