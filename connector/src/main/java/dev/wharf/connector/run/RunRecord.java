package dev.wharf.connector.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The record of one run, kept in the archive as a document of kind `run`.
///
/// @param id `run-000001`, counted up
/// @param finished null while it runs, or when it was cut off
/// @param counters sum over the sources
/// @param waiting why copies wait or failed, by capture, person and reason
/// @param notImported the first [#MOST_LISTED] copies that were not imported, or not whole;
///   duplicates are only counted
/// @param notImportedTotal how many there are
public record RunRecord(
        String id,
        Instant started,
        @Nullable Instant finished,
        State state,
        List<SourceResult> sources,
        Counters counters,
        List<Group> waiting,
        List<NotImported> notImported,
        long notImportedTotal) {
    public static final String KIND = "run";
    public static final int MOST_LISTED = 1_000;

    public enum State {
        RUNNING,
        /// Every source was imported.
        SUCCEEDED,
        /// At least one source was refused or failed; everything else was imported.
        INCOMPLETE,
        /// Ended by a failure; what is not acknowledged comes again in the next run.
        FAILED,
        /// The process ended under it; found by the next run.
        INTERRUPTED
    }

    /// @param capture 0 for live captures together
    /// @param mailbox or party: who the copies are for; both null when nobody was expected
    public record Group(
            long capture,
            NotImported.Outcome outcome,
            @Nullable String mailbox,
            @Nullable Integer party,
            String reason,
            long copies) {}

    public RunRecord {
        sources = List.copyOf(sources);
        waiting = List.copyOf(waiting);
        notImported = List.copyOf(notImported);
    }

    public RunRecord ended(Instant at, State how) {
        return new RunRecord(
                id, started, at, how, sources, counters, waiting, notImported, notImportedTotal);
    }

    /// The same, of some captures only: what an import is told that was taken in among others.
    ///
    /// @param captures by sequence
    public RunRecord only(Set<Long> captures) {
        List<SourceResult> some =
                sources.stream().filter(source -> captures.contains(source.capture())).toList();
        List<Group> groups =
                waiting.stream().filter(group -> captures.contains(group.capture())).toList();
        boolean whole = some.stream().allMatch(SourceResult::isImported);
        return new RunRecord(
                id,
                started,
                finished,
                state == State.INCOMPLETE && whole ? State.SUCCEEDED : state,
                some,
                some.stream().map(SourceResult::counters).reduce(Counters.NONE, Counters::plus),
                groups,
                notImported.stream()
                        .filter(one -> captures.contains(one.capture().sequence()))
                        .toList(),
                groups.stream().mapToLong(Group::copies).sum());
    }
}
