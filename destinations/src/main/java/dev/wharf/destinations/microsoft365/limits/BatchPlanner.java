package dev.wharf.destinations.microsoft365.limits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides what is sent next, and when: see the package's `traffic` neighbour for the kinds of
/// batches. It keeps every limit by itself, whatever it is asked and in whatever order answers
/// come.
///
/// Mailboxes take turns. For one thread at a time; it never waits.
public final class BatchPlanner<P extends Piece> {
    /// Budgets of mailboxes that rest are forgotten when there are this many more.
    private static final int SWEEP = 1024;

    private final Limits limits;
    private final GlobalBudget all;
    private final Map<String, Lane<P>> lanes = new HashMap<>();

    /// Lanes with something in them, whose turn is next first.
    private final Map<String, Lane<P>> waiting = new LinkedHashMap<>();

    private int sweepAt = SWEEP;

    /// Under way.
    private int batches;

    public BatchPlanner(Limits limits) {
        this.limits = limits;
        this.all = new GlobalBudget(limits);
    }

    /// Puts it behind all that waits for its mailbox.
    public void add(P piece) {
        Lane<P> lane = lane(piece.mailbox());
        lane.add(piece);
        waiting.putIfAbsent(piece.mailbox(), lane);
    }

    /// Takes back what waits for a mailbox and was not sent yet.
    public List<P> drop(String mailbox) {
        Lane<P> lane = waiting.remove(mailbox);
        return lane == null ? List.of() : lane.drop();
    }

    /// What may be sent now; it counts as sent from now on, until [#end].
    ///
    /// @return null when nothing may
    public @Nullable Plan<P> next(Instant now) {
        long most = Math.min(limits.batch(), all.freeThisSecond(now));
        int atOnce = all.freeAtOnce(now);
        if (most <= 0 || atOnce <= 0) {
            return null;
        }
        List<String> ready = ready(now, (int) Math.min(most, atOnce));
        if (ready.isEmpty()) {
            return null;
        }
        Lane<P> first = lane(ready.getFirst());
        int chain = first.chainable(now, most);
        boolean chained = chain > ready.size();
        if (batches >= limits.eager() && !isFull(chained ? chain : ready.size(), first)) {
            return null;
        }
        Plan<P> plan =
                chained
                        ? new Plan<>(take(ready.getFirst(), chain, now), true)
                        : new Plan<>(oneOfEach(ready, now), false);
        batches++;
        all.start(now, plan.pieces().size(), plan.atOnce());
        return plan;
    }

    /// Whether waiting would not make it much fuller: large ones fill a batch early.
    private boolean isFull(int count, Lane<P> first) {
        return count >= limits.batch() || count * first.firstBytes() > limits.batchBytes() / 2;
    }

    /// Mailboxes of which one request may start now, as many as go into one batch.
    private List<String> ready(Instant now, int most) {
        List<String> ready = new ArrayList<>(most);
        long bytes = limits.batchBytes();
        for (Map.Entry<String, Lane<P>> entry : waiting.entrySet()) {
            Lane<P> lane = entry.getValue();
            if (ready.size() == most) {
                break;
            }
            if (lane.isReady(now) && (ready.isEmpty() || lane.firstBytes() <= bytes)) {
                ready.add(entry.getKey());
                bytes -= lane.firstBytes();
            }
        }
        return ready;
    }

    private List<P> oneOfEach(List<String> mailboxes, Instant now) {
        List<P> pieces = new ArrayList<>(mailboxes.size());
        for (String mailbox : mailboxes) {
            pieces.addAll(take(mailbox, 1, now));
        }
        return pieces;
    }

    private List<P> take(String mailbox, int count, Instant now) {
        Lane<P> lane = lane(mailbox);
        List<P> taken = lane.take(count, now);
        waiting.remove(mailbox);
        if (!lane.isEmpty()) {
            waiting.put(mailbox, lane);
        }
        return taken;
    }

    /// The answers of a plan are there, or lost.
    public void end(Plan<P> plan) {
        batches--;
        all.end(plan.atOnce());
        if (plan.chained()) {
            lane(plan.pieces().getFirst().mailbox()).budget.endChain();
            return;
        }
        for (P piece : plan.pieces()) {
            lane(piece.mailbox()).budget.endChain();
        }
    }

    /// When something of what waits may start, if time alone decides.
    ///
    /// @return null when nothing waits, or something in flight must end first
    public @Nullable Instant wakeAt(Instant now) {
        Instant general = all.earliest(now, 1);
        if (general == null || batches >= limits.eager()) {
            return null;
        }
        Instant soonest = null;
        for (Lane<P> lane : waiting.values()) {
            Instant at = lane.earliest(now);
            if (at != null && (soonest == null || at.isBefore(soonest))) {
                soonest = at;
            }
        }
        return soonest == null ? null : soonest.isAfter(general) ? soonest : general;
    }

    /// When a request that stands in no batch may start.
    ///
    /// @return null when something in flight must end first
    public @Nullable Instant earliestAlone(String mailbox, long bytes, Instant now) {
        Instant general = all.earliest(now, 1);
        Instant own = lane(mailbox).budget.earliest(now, 1, bytes);
        if (general == null || own == null) {
            return null;
        }
        return general.isAfter(own) ? general : own;
    }

    public void startAlone(String mailbox, long bytes, Instant now) {
        all.start(now, 1, 1);
        lane(mailbox).budget.start(now, 1, bytes);
    }

    public void endAlone(String mailbox) {
        all.end(1);
        lane(mailbox).budget.end();
    }

    /// One of a mailbox was answered, and not for being too many.
    public void wentWell(String mailbox) {
        all.wentWell();
        lane(mailbox).budget.wentWell();
    }

    public void refused(String mailbox, Instant now, @Nullable Duration asked) {
        lane(mailbox).budget.refused(now, asked);
    }

    /// Graph refused a whole batch: too much of the application.
    public void refusedAll(Instant now, @Nullable Duration asked) {
        all.refused(now, asked);
    }

    /// Until when the server has asked this mailbox to be left alone.
    public Instant refusedUntil(String mailbox) {
        Instant own = lane(mailbox).budget.refusedUntil();
        return own.isAfter(all.refusedUntil()) ? own : all.refusedUntil();
    }

    public int inFlight() {
        return all.inFlight();
    }

    private Lane<P> lane(String mailbox) {
        Lane<P> known = lanes.get(mailbox);
        if (known != null) {
            return known;
        }
        Lane<P> lane = new Lane<>(limits);
        lanes.put(mailbox, lane);
        return lane;
    }

    /// Forgets what rests, now and then, so that memory does not grow with mailboxes ever seen.
    public void tidy(Instant now) {
        if (lanes.size() < sweepAt) {
            return;
        }
        for (Iterator<Lane<P>> each = lanes.values().iterator(); each.hasNext(); ) {
            Lane<P> lane = each.next();
            if (lane.isEmpty() && lane.budget.isIdle(now)) {
                each.remove();
            }
        }
        sweepAt = lanes.size() + SWEEP;
    }
}
