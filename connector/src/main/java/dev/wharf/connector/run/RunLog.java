package dev.wharf.connector.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers a run's record while it goes on. Safe for many threads; grows with the number of sources
/// and people, not of items.
public final class RunLog {
    private final String id;
    private final Instant started;
    private final List<SourceResult> sources = new ArrayList<>();
    private final Map<RunRecord.Group, Long> groups = new LinkedHashMap<>();
    private final List<NotImported> listed = new ArrayList<>();
    private long total;

    public RunLog(String id, Instant started) {
        this.id = id;
        this.started = started;
    }

    public String id() {
        return id;
    }

    public synchronized void add(SourceResult source) {
        sources.add(source);
    }

    public synchronized void add(NotImported one) {
        if (one.outcome() == NotImported.Outcome.SKIPPED) {
            return;
        }
        total++;
        if (listed.size() < RunRecord.MOST_LISTED) {
            listed.add(one);
        }
        groups.merge(
                new RunRecord.Group(
                        one.capture().sequence(),
                        one.outcome(),
                        one.mailbox(),
                        one.party(),
                        one.reason(),
                        0),
                1L,
                Long::sum);
    }

    public synchronized RunRecord record() {
        return new RunRecord(
                id,
                started,
                null,
                RunRecord.State.RUNNING,
                sources,
                sources.stream().map(SourceResult::counters).reduce(Counters.NONE, Counters::plus),
                groups.entrySet().stream().map(e -> counted(e.getKey(), e.getValue())).toList(),
                listed,
                total);
    }

    /// Whether every source so far was imported, now or before.
    public synchronized boolean allImported() {
        return sources.stream().allMatch(SourceResult::isImported);
    }

    private static RunRecord.Group counted(RunRecord.Group group, long copies) {
        return new RunRecord.Group(
                group.capture(),
                group.outcome(),
                group.mailbox(),
                group.party(),
                group.reason(),
                copies);
    }
}
