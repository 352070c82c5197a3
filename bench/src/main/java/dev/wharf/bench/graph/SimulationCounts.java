package dev.wharf.bench.graph;

import java.util.Locale;

/// What a simulation counted.
final class SimulationCounts {
    long items;
    long batches;
    long chains;
    long creates;
    long fileRequests;
    long questions;
    long refused;
    long notRun;
    long waitedForAll;
    long waitedForTime;
    long waitedForBytes;

    void sent(int requests, boolean chained) {
        batches++;
        chains += chained ? 1 : 0;
        creates += requests;
    }

    String report(double hours) {
        return String.format(
                Locale.ROOT,
                "items a second          %,.0f%n"
                        + "requests a create       %.4f (goal 1.06)%n"
                        + "requests an item        %.4f, large files' with them%n"
                        + "requests a batch        %.1f, chains %.0f %%%n"
                        + "answered 429            %,d, not run after one %,d%n"
                        + "asked whether it came   %,d%n"
                        + "waits: all at once full %,d, for a window or Retry-After %,d, for a mailbox's bytes %,d%n",
                items / hours / 3600,
                (creates + questions) / (double) items,
                (creates + questions + fileRequests) / (double) items,
                creates / (double) batches,
                100.0 * chains / batches,
                refused,
                notRun,
                questions,
                waitedForAll,
                waitedForTime,
                waitedForBytes);
    }
}
