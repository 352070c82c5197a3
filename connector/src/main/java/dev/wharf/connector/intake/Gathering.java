package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What is to be archived with the next commit, in order, and what it counts as. For one thread.
final class Gathering {
    private static final int MOST_ITEMS = 4_096;

    /// Names and people come on top of items: a mail has two names, and shows two people.
    private static final int MOST_WORK = 8_192;

    private static final int MOST_BYTES = 4 << 20;

    private final IntakeState state;
    private List<Work> work = new ArrayList<>();
    private Specimens specimens = new Specimens();
    private List<NotImported> notImported = new ArrayList<>();
    private long bytes;
    private int items;
    private long events;
    private Counters tally;

    /// @param tally to count on from
    Gathering(IntakeState state, Counters tally) {
        this.state = state;
        this.tally = tally;
    }

    void event() {
        events++;
    }

    /// Since the last batch.
    long events() {
        return events;
    }

    /// Where to say what is not imported.
    List<NotImported> notImported() {
        return notImported;
    }

    void count(Counters more) {
        tally = tally.plus(more);
    }

    void ready(Change change) {
        work.add(new Work.Ready(change));
    }

    /// A new item, after the people it speaks of.
    void item(ItemId id, Event event, byte[] raw, Audience audience) {
        partiesFirst();
        List<Attachment> missing = Missing.in(event.content());
        count(Outcomes.added(id, event, audience, missing, notImported));
        // Counted here, where the event is in the processor's cache.
        Specimens.Series series = specimens.count(id, event);
        work.add(new Work.Item(id, event, raw, audience, !missing.isEmpty(), series));
        bytes += raw.length;
        items++;
    }

    void partiesFirst() {
        state.book().drain().forEach(party -> ready(new Change.PutParty(party)));
    }

    /// More would weigh on the heap.
    boolean isFull() {
        return items >= MOST_ITEMS
                || work.size() >= MOST_WORK
                || bytes >= MOST_BYTES
                || notImported.size() >= MOST_ITEMS;
    }

    /// Everything gathered, as the next batch.
    ///
    /// @param closing see [Batch]
    Batch take(Function<Counters, List<Change>> closing) {
        partiesFirst();
        Batch batch = new Batch(state.takeBatch(), work, events, tally, notImported, closing);
        work = new ArrayList<>(Math.min(MOST_WORK, work.size()));
        specimens = new Specimens();
        notImported = new ArrayList<>();
        bytes = 0;
        items = 0;
        events = 0;
        return batch;
    }
}
