package dev.wharf.connector.schedule;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.Schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the loop knows of one connector. Guarded by the loop's lock.
final class Turn {
    /// What arrives within so long of a start waits for the next: a firm says something each
    /// second.
    private static final Duration SHORTEST_QUIET = Duration.ofSeconds(2);

    private Connector connector;
    private Instant lastStart;
    private long arrivalsSeen;
    private boolean asked;
    private int failures;
    private RunEnd lastEnd = RunEnd.DONE;
    private Instant lastEndAt = Instant.EPOCH;
    private @Nullable Permit running;

    /// @param lastStart of any process; when it was made, if it never ran
    Turn(Connector connector, Instant lastStart) {
        this.connector = connector;
        this.lastStart = lastStart;
        // What arrived while no loop ran counts as arrived now.
        this.arrivalsSeen = -1;
    }

    Connector connector() {
        return connector;
    }

    int failures() {
        return failures;
    }

    @Nullable Permit running() {
        return running;
    }

    /// Takes what the store says now. A run with another definition, or of a connector that runs no
    /// more, is asked to end.
    void update(Connector now) {
        if (running != null && (!now.isActive() || now.revision() != running.revision())) {
            running.ask();
        }
        connector = now;
    }

    /// It shall run as soon as it can, whatever the schedule says.
    void ask() {
        asked = true;
    }

    /// @param arrivals how often something was archived so far
    /// @return when to run, which may be in the past; empty for not by itself
    Optional<Instant> due(long arrivals, Instant now) {
        if (running != null || !connector.isActive()) {
            return Optional.empty();
        }
        if (asked) {
            return Optional.of(now);
        }
        Optional<Instant> scheduled = scheduled(arrivals, now);
        return switch (lastEnd) {
            case DONE, STOPPED -> scheduled;
            case AGAIN -> Optional.of(retry(now));
            case FAILED -> scheduled.map(due -> later(due, retry(now)));
        };
    }

    private Optional<Instant> scheduled(long arrivals, Instant now) {
        if (connector.definition().schedule() instanceof Schedule.AtOnce
                && arrivals > arrivalsSeen) {
            return Optional.of(
                    arrivalsSeen < 0 ? now : SchedulePolicy.after(SHORTEST_QUIET, lastStart, now));
        }
        return SchedulePolicy.next(connector.definition().schedule(), lastStart, now);
    }

    private Instant retry(Instant now) {
        return SchedulePolicy.after(RetryPolicy.delay(failures), lastEndAt, now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    void started(Permit permit, long arrivals, Instant now) {
        running = permit;
        asked = false;
        arrivalsSeen = arrivals;
        lastStart = now;
    }

    void ended(RunEnd how, Instant now) {
        running = null;
        lastEnd = how;
        lastEndAt = now;
        switch (how) {
            case DONE -> failures = 0;
            case AGAIN, FAILED -> failures++;
            case STOPPED -> asked = true;
        }
    }
}
