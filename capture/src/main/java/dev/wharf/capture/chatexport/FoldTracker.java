package dev.wharf.capture.chatexport;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds chats that somebody pasted into a message: lines that look like messages, go back in time,
/// and come from senders who appear nowhere else.
///
/// Fed with every message line in file order. Keeps only stretches that hold a sender who was never
/// yet seen in place, so memory stays bounded.
final class FoldTracker {
    /// Messages arrive late by seconds without anything being pasted.
    private static final long TOLERANCE_SECONDS = 60;

    /// No message is longer than 65,536 characters: what goes on longer is no pasted chat.
    private static final int LONGEST_RUN = 1000;

    private static final int MOST_LINES = 200_000;

    private record Line(int sender, long seconds, long number) {}

    private record Run(long reference, List<Line> lines) {}

    private final List<Run> runs = new ArrayList<>();
    private final BitSet settled = new BitSet();
    private long reference = Long.MIN_VALUE;
    private List<Line> open = new ArrayList<>();
    private int kept;

    void message(int sender, long seconds, long line) {
        if (reference == Long.MIN_VALUE
                || seconds >= reference - TOLERANCE_SECONDS
                || settled.get(sender)) {
            close();
            settled.set(sender);
            reference = seconds;
            return;
        }
        open.add(new Line(sender, seconds, line));
        if (open.size() >= LONGEST_RUN) {
            open.forEach(late -> settled.set(late.sender()));
            open = new ArrayList<>();
            reference = seconds;
        }
    }

    /// A sender whom a line of the group names is real.
    void settle(int sender) {
        settled.set(sender);
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        if (kept < MOST_LINES) {
            runs.add(new Run(reference, open));
            kept += open.size();
        }
        open = new ArrayList<>();
    }

    /// @param lines that belong to the message above them, ascending
    /// @param senders whose lines are all among them
    record Folded(SortedSet<Long> lines, Set<Integer> senders) {}

    Folded folded() {
        close();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Run run : runs) {
                changed |= settle(run);
            }
        }
        Folded folded = new Folded(new TreeSet<>(), new HashSet<>());
        for (Run run : runs) {
            for (Line line : run.lines()) {
                if (!settled.get(line.sender())) {
                    folded.lines().add(line.number());
                    folded.senders().add(line.sender());
                }
            }
        }
        return folded;
    }

    private boolean settle(Run run) {
        long from = run.reference();
        boolean changed = false;
        for (Line line : run.lines()) {
            if (settled.get(line.sender())) {
                from = line.seconds();
            } else if (line.seconds() >= from - TOLERANCE_SECONDS) {
                settled.set(line.sender());
                from = line.seconds();
                changed = true;
            }
        }
        return changed;
    }
}
