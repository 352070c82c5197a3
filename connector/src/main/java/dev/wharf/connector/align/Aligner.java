package dev.wharf.connector.align;

import dev.wharf.core.event.Event;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Decides for every line of a capture what it is to a chat of the archive; docs/alignment.md says
/// how.
///
/// For one thread: give it all events of the capture in source order, then take the plan. Memory is
/// bounded by one window of lines and a few days of the archive.
public final class Aligner {
    private static final int WINDOW = 4_096;
    private static final int LARGEST_WINDOW = 65_536;
    private static final int QUIET_SECONDS = 15 * 60;

    private final Lines lines = new Lines();
    private final Window window;
    private final Senders senders;
    private final Plan plan = new Plan();
    private List<Line> waiting = new ArrayList<>(WINDOW);

    /// @param overlap with the chat, from which shifts and senders are taken
    /// @param anchors that it was found with
    public Aligner(HeldChat held, Overlap overlap, Anchors anchors) {
        this(held, overlap, anchors, false);
    }

    /// @param distinctiveOnly nobody knows yet how far the archive's times are off: what is said
    ///   every day, or looks like another state of a message, proves nothing then
    public Aligner(HeldChat held, Overlap overlap, Anchors anchors, boolean distinctiveOnly) {
        // Both number people in the order of the same events; the anchors have met everybody.
        anchors.people().forEach(lines::know);
        this.senders = overlap.senders();
        this.window = new Window(ChatRows.slots(held), overlap.shifts(), senders, distinctiveOnly);
    }

    public void add(Event event) {
        add(lines.of(event));
    }

    /// @param sender as for [Anchors#add(Event, Person)]
    public void add(Event event, @Nullable Person sender) {
        add(lines.of(event, sender));
    }

    /// A line that is known by its name: it has its place in the plan, as NEW, and takes no item.
    public void pass(Event event, @Nullable Person sender) {
        add(lines.of(event, sender).asKnown());
    }

    private void add(Line line) {
        if (waiting.size() >= WINDOW && (quiet(line) || waiting.size() >= LARGEST_WINDOW)) {
            decide();
        }
        waiting.add(line);
    }

    private boolean quiet(Line line) {
        return Math.abs(line.second() - waiting.getLast().second()) >= QUIET_SECONDS;
    }

    private void decide() {
        window.decide(waiting, plan);
        waiting = new ArrayList<>(WINDOW);
    }

    /// What becomes of each line.
    public Plan plan() {
        decide();
        return plan.sealed();
    }

    /// Which party each sender is; complete after [#plan].
    public Map<Person, PartyId> images() {
        senders.settle();
        return senders.images(lines.people());
    }
}
