package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The record of one run.
///
/// @param history every state it was in, with the time of entering it; never empty
/// @param destinations what it did, each destination once
/// @param message why it waits or failed, and what to do about it; null when all went well
public record ConnectorRun(
        ConnectorRunId id,
        List<Step> history,
        List<DestinationResult> destinations,
        @Nullable String message) {

    /// @param at kept in milliseconds
    public record Step(RunState state, Instant at) {
        public Step {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    public ConnectorRun {
        history = List.copyOf(history);
        destinations = List.copyOf(destinations);
        if (history.isEmpty() || history.getFirst().state != RunState.PULLING) {
            throw new IllegalArgumentException("a run begins by pulling");
        }
        for (int i = 1; i < history.size(); i++) {
            if (!history.get(i - 1).state.mayBecome(history.get(i).state)) {
                throw new IllegalArgumentException(
                        "a run that is %s does not become %s"
                                .formatted(
                                        history.get(i - 1).state.text(),
                                        history.get(i).state.text()));
            }
        }
        if (destinations.stream().map(DestinationResult::destination).distinct().count()
                < destinations.size()) {
            throw new IllegalArgumentException("a destination has one result");
        }
    }

    static ConnectorRun begun(ConnectorRunId id, Instant at) {
        return new ConnectorRun(id, List.of(new Step(RunState.PULLING, at)), List.of(), null);
    }

    public ConnectorName connector() {
        return id.connector();
    }

    public RunState state() {
        return history.getLast().state;
    }

    public Instant started() {
        return history.getFirst().at;
    }

    /// Null while it runs.
    public @Nullable Instant finished() {
        return state().hasEnded() ? history.getLast().at : null;
    }

    /// Of all destinations together.
    public ImportCounters counters() {
        return destinations.stream()
                .map(DestinationResult::counters)
                .reduce(ImportCounters.NONE, ImportCounters::plus);
    }

    /// Whether it went through and there was nothing to do: such a run is not kept.
    public boolean foundNothing() {
        return state() == RunState.SUCCEEDED
                && message == null
                && destinations.stream().allMatch(DestinationResult::foundNothing);
    }

    /// @throws IllegalArgumentException for a state that does not follow
    public ConnectorRun become(RunState next, Instant at) {
        return become(next, at, message);
    }

    public ConnectorRun become(RunState next, Instant at, @Nullable String why) {
        List<Step> longer = new ArrayList<>(history);
        longer.add(new Step(next, at));
        return new ConnectorRun(id, longer, destinations, why);
    }

    /// With what a destination's result is now.
    public ConnectorRun with(DestinationResult result) {
        List<DestinationResult> all = new ArrayList<>(destinations);
        all.removeIf(one -> one.destination().equals(result.destination()));
        all.add(result);
        return new ConnectorRun(id, history, all, message);
    }
}
