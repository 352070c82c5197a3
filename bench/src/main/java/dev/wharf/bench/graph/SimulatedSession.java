package dev.wharf.bench.graph;

import dev.wharf.destinations.microsoft365.limits.Piece;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A mailbox whose items of a window are being delivered: a batch's worth, then the files that come
/// later, then the next.
final class SimulatedSession {
    private static final int WAVE = 20;
    private static final long WAVE_BYTES = 3_500_000;

    final String mailbox;
    private int itemsLeft;
    private int unanswered;

    /// Requests that come after the creates, one after the other: bytes of each.
    private final Deque<Long> later = new ArrayDeque<>();

    SimulatedSession(int mailbox, int items) {
        this.mailbox = "m" + mailbox;
        this.itemsLeft = items;
    }

    record Request(SimulatedSession session, long bytes) implements Piece {
        @Override
        public String mailbox() {
            return session.mailbox;
        }
    }

    /// The next creates; empty when there are none.
    List<Request> wave(Workload workload) {
        List<Request> wave = new ArrayList<>();
        long bytes = 0;
        while (itemsLeft > 0 && wave.size() < WAVE && bytes < WAVE_BYTES) {
            long file = workload.file();
            long create = Workload.create(file);
            wave.add(new Request(this, create));
            bytes += create;
            itemsLeft--;
            int more = Workload.later(file);
            for (int i = 0; i < more; i++) {
                boolean piece = i > 0 && i < more - 2;
                later.add(piece ? Math.min(2_621_440, file) : 0L);
            }
        }
        unanswered = wave.size();
        return wave;
    }

    /// @return whether all of the wave are answered
    boolean answered() {
        return --unanswered == 0;
    }

    boolean hasLater() {
        return !later.isEmpty();
    }

    long nextLater() {
        return later.getFirst();
    }

    void sentLater() {
        later.removeFirst();
    }
}
