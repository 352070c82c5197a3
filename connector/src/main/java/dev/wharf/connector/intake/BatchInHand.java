package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;

import java.util.ArrayList;
import java.util.List;

/// Gathers what one capture changes, and submits it in batches, each with how far the capture is
/// dealt with. For one thread.
final class BatchInHand {
    private static final int MOST_WORK = 1_024;
    private static final int MOST_BYTES = 4 << 20;

    private final IntakeState state;
    private final Pipeline pipeline;
    private final IntakeProgress begun;

    private List<Work> work = new ArrayList<>(MOST_WORK);
    private List<NotImported> notImported = new ArrayList<>();
    private long bytes;
    private long events;
    private Counters tally;

    BatchInHand(IntakeState state, Pipeline pipeline, IntakeProgress begun) {
        this.state = state;
        this.pipeline = pipeline;
        this.begun = begun;
        this.tally = begun.counters();
    }

    /// Events of the capture that the batch accounts for.
    long events() {
        return events;
    }

    void countEvent() {
        events++;
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
        count(Outcomes.added(id, event, audience, notImported));
        boolean partial = !Missing.in(event.content()).isEmpty();
        work.add(new Work.Item(id, event, raw, audience, partial));
        bytes += raw.length;
    }

    void partiesFirst() {
        state.book().drain().forEach(party -> ready(new Change.PutParty(party)));
    }

    boolean isFull() {
        return work.size() >= MOST_WORK || bytes >= MOST_BYTES || notImported.size() >= MOST_WORK;
    }

    /// @param last changes that end the batch
    /// @param dealtWith number of the capture's events that are dealt with then
    /// @param recognised see [IntakeProgress]
    void submit(List<Change> last, IntakeProgress.State reached, long dealtWith, long recognised) {
        partiesFirst();
        last.forEach(this::ready);
        pipeline.submit(
                new Batch(
                        state.takeBatch(),
                        work,
                        events,
                        tally,
                        notImported,
                        counters ->
                                List.of(
                                        new Change.PutDocument(
                                                IntakeProgress.KIND,
                                                begun.key(),
                                                begun.at(reached, dealtWith, counters, recognised)
                                                        .json()))));
        work = new ArrayList<>(MOST_WORK);
        notImported = new ArrayList<>();
        bytes = 0;
        events = 0;
    }
}
