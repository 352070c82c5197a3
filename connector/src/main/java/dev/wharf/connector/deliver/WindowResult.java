package dev.wharf.connector.deliver;

import dev.wharf.connector.run.Counters;

import java.util.List;

/// What became of the copies of one window, or of a part of a debt.
///
/// @param items of the archive it was about, each once
/// @param counters by item and mailbox
/// @param notWhole every copy that was not imported whole, but duplicates
public record WindowResult(long items, Counters counters, List<NotWhole> notWhole) {
    public WindowResult {
        notWhole = List.copyOf(notWhole);
    }
}
