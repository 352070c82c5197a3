package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;

import java.util.List;

/// Gathers what one file changes, and submits it in batches, each with how far the file is dealt
/// with. For one thread.
final class BatchInHand {
    private final Pipeline pipeline;
    private final IntakeProgress begun;
    private final Gathering gathered;

    private long ordinal;
    private long recognised;

    BatchInHand(IntakeState state, Pipeline pipeline, IntakeProgress begun) {
        this.pipeline = pipeline;
        this.begun = begun;
        this.gathered = new Gathering(state, begun.counters());
        this.recognised = begun.recognised();
    }

    Gathering gathered() {
        return gathered;
    }

    /// Counts the capture's next event; false when it is dealt with already.
    boolean begins() {
        ordinal++;
        if (ordinal <= begun.events()) {
            return false;
        }
        gathered.event();
        return true;
    }

    /// Whether there is anything to submit for.
    boolean isEmpty() {
        return gathered.events() == 0;
    }

    /// Counts the events that a broken capture no longer gives: each once, since nobody knows whom
    /// it was for.
    ///
    /// @param surveyed how many events there should be
    /// @param why what is wrong with the capture
    void giveUp(CaptureId capture, long surveyed, String why) {
        while (ordinal < surveyed) {
            if (begins()) {
                count(Outcomes.unread(capture, ordinal, why, notImported()));
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

    List<NotImported> notImported() {
        return gathered.notImported();
    }

    void count(Counters more) {
        gathered.count(more);
    }

    void ready(Change change) {
        gathered.ready(change);
    }

    void item(ItemId id, Event event, byte[] raw, Audience audience) {
        gathered.item(id, event, raw, audience);
    }

    void partiesFirst() {
        gathered.partiesFirst();
    }

    /// @return whether it was
    boolean submitIfFull() {
        boolean full = gathered.isFull();
        if (full) {
            submit(List.of(), IntakeProgress.State.RUNNING);
        }
        return full;
    }

    /// @param last changes that end the batch
    void submit(List<Change> last, IntakeProgress.State reached) {
        gathered.partiesFirst();
        last.forEach(gathered::ready);
        long dealtWith = Math.max(ordinal, begun.events());
        long others = recognised;
        pipeline.submit(
                gathered.take(
                        counters ->
                                List.of(
                                        new Change.PutDocument(
                                                IntakeProgress.KIND,
                                                begun.key(),
                                                begun.at(reached, dealtWith, counters, others)
                                                        .json()))));
    }
}
