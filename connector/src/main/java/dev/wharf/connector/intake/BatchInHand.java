package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.event.Attachment;
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
    private long ordinal;
    private long recognised;
    private Counters tally;

    BatchInHand(IntakeState state, Pipeline pipeline, IntakeProgress begun) {
        this.state = state;
        this.pipeline = pipeline;
        this.begun = begun;
        this.tally = begun.counters();
        this.recognised = begun.recognised();
    }

    /// Counts the capture's next event; false when it is dealt with already.
    boolean begins() {
        ordinal++;
        if (ordinal <= begun.events()) {
            return false;
        }
        events++;
        return true;
    }

    /// Whether there is anything to submit for.
    boolean isEmpty() {
        return events == 0;
    }

    /// Counts the events that a broken capture no longer gives: each once, since nobody knows whom
    /// it was for.
    ///
    /// @param surveyed how many events there should be
    /// @param why what is wrong with the capture
    void giveUp(CaptureId capture, long surveyed, String why) {
        while (ordinal < surveyed) {
            if (begins()) {
                count(Outcomes.unread(capture, ordinal, why, notImported));
                submitIfFull();
            }
        }
    }

    /// Counts copies of older items for people whom only this capture shows to be users.
    void recognise(int copies) {
        count(new Counters(copies, 0, 0, 0, 0));
        recognised += copies;
    }

    /// See [IntakeProgress].
    long recognised() {
        return recognised;
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
        work.add(new Work.Item(id, event, raw, audience, !missing.isEmpty()));
        bytes += raw.length;
    }

    void partiesFirst() {
        state.book().drain().forEach(party -> ready(new Change.PutParty(party)));
    }

    /// @return whether it was
    boolean submitIfFull() {
        boolean full =
                work.size() >= MOST_WORK || bytes >= MOST_BYTES || notImported.size() >= MOST_WORK;
        if (full) {
            submit(List.of(), IntakeProgress.State.RUNNING);
        }
        return full;
    }

    /// @param last changes that end the batch
    void submit(List<Change> last, IntakeProgress.State reached) {
        partiesFirst();
        last.forEach(this::ready);
        long dealtWith = Math.max(ordinal, begun.events());
        long others = recognised;
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
                                                begun.at(reached, dealtWith, counters, others)
                                                        .json()))));
        work = new ArrayList<>(MOST_WORK);
        notImported = new ArrayList<>();
        bytes = 0;
        events = 0;
    }
}
