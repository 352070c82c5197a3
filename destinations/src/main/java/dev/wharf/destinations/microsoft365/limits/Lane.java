package dev.wharf.destinations.microsoft365.limits;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What waits for one mailbox, in order, and what that mailbox takes.
final class Lane<P extends Piece> {
    final MailboxBudget budget;
    private final Limits limits;
    private final Deque<P> queue = new ArrayDeque<>();

    Lane(Limits limits) {
        this.limits = limits;
        this.budget = new MailboxBudget(limits);
    }

    void add(P piece) {
        queue.addLast(piece);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /// @return null when something in flight must end first
    @Nullable Instant earliest(Instant now) {
        return budget.earliestChain(now, 1, queue.getFirst().bytes());
    }

    boolean isReady(Instant now) {
        Instant at = earliest(now);
        return at != null && !at.isAfter(now);
    }

    long firstBytes() {
        return queue.getFirst().bytes();
    }

    /// How many from the front make a chain that may start now; at least one, of a lane that is
    /// ready.
    int chainable(Instant now, long most) {
        long requests = Math.min(most, budget.freeRequests(now));
        long bytes = Math.min(limits.batchBytes(), budget.freeBytes(now));
        int count = 0;
        for (P piece : queue) {
            bytes -= piece.bytes();
            if (count > 0 && (count >= requests || bytes < 0)) {
                break;
            }
            count++;
        }
        return count;
    }

    List<P> take(int count, Instant now) {
        List<P> taken = new ArrayList<>(count);
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            P piece = queue.removeFirst();
            bytes += piece.bytes();
            taken.add(piece);
        }
        budget.startChain(now, count, bytes);
        return taken;
    }

    List<P> drop() {
        List<P> all = List.copyOf(queue);
        queue.clear();
        return all;
    }
}
