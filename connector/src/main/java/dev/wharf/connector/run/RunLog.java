package dev.wharf.connector.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers a run's record while it goes on. Safe for many threads; grows with the number of files
/// and people, not of items and live captures.
public final class RunLog {
    private static final int MOST_GROUPS = 10_000;
    private static final String OTHERS = "other reasons, too many to count apart";

    private final String id;
    private final Instant started;
    private final List<SourceResult> sources = new ArrayList<>();
    private final Map<RunRecord.Group, Long> groups = new LinkedHashMap<>();
    private final List<NotImported> listed = new ArrayList<>();
    private final LiveTally live = new LiveTally();
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

    /// Live captures that were archived together.
    ///
    /// @param seenAgain events that the archive had already
    /// @param added new items
    public record Page(
            long first, long last, long captures, long seenAgain, long added, Counters counters) {}

    public synchronized void add(Page page) {
        live.add(page);
    }

    /// A live capture of which nothing is archived.
    public synchronized void setAside(long capture) {
        live.setAside(capture);
    }

    public synchronized Instant started() {
        return started;
    }

    public synchronized void add(NotImported one) {
        add(one, one.capture().sequence());
    }

    /// The same of a live capture: not counted apart from others.
    public synchronized void addLive(NotImported one) {
        add(one, 0);
    }

    private void add(NotImported one, long capture) {
        if (one.outcome() == NotImported.Outcome.SKIPPED) {
            return;
        }
        total++;
        if (listed.size() < RunRecord.MOST_LISTED) {
            listed.add(one);
        }
        RunRecord.Group group =
                new RunRecord.Group(
                        capture, one.outcome(), one.mailbox(), one.party(), one.reason(), 0);
        boolean apart = groups.size() < MOST_GROUPS || groups.containsKey(group);
        groups.merge(
                apart ? group : new RunRecord.Group(0, one.outcome(), null, null, OTHERS, 0),
                1L,
                Long::sum);
    }

    public synchronized RunRecord record() {
        List<SourceResult> all = all();
        return new RunRecord(
                id,
                started,
                null,
                RunRecord.State.RUNNING,
                all,
                all.stream().map(SourceResult::counters).reduce(Counters.NONE, Counters::plus),
                groups.entrySet().stream().map(e -> counted(e.getKey(), e.getValue())).toList(),
                listed,
                total);
    }

    /// Whether every source so far was imported, now or before.
    public synchronized boolean allImported() {
        return all().stream()
                .allMatch(
                        source ->
                                source.outcome() == SourceResult.Outcome.IMPORTED
                                        || source.outcome() == SourceResult.Outcome.DUPLICATE);
    }

    private List<SourceResult> all() {
        List<SourceResult> all = new ArrayList<>(sources);
        if (!live.isEmpty()) {
            all.add(live.result());
        }
        return all;
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
