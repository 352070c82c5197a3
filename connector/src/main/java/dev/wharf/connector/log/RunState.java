package dev.wharf.connector.log;

import dev.wharf.connector.schedule.RunEnd;

import java.util.Locale;

/// Where a run is, or how it ended.
public enum RunState {
    /// It takes in what has arrived at the site.
    PULLING,
    /// It brings copies to destinations.
    DELIVERING,
    /// Every copy arrived, was there, or waits in quarantine.
    SUCCEEDED,
    /// Everything had an end, and some copies failed.
    INCOMPLETE,
    /// A destination or the site is away; the next run goes on where this one stopped.
    WAITING,
    /// A person has to act before anything goes on.
    FAILED,
    /// The process ended under it, or it was asked to stop.
    INTERRUPTED;

    public boolean hasEnded() {
        return this != PULLING && this != DELIVERING;
    }

    /// Whether everything that was due had its end.
    public boolean isWell() {
        return this == SUCCEEDED || this == INCOMPLETE;
    }

    public boolean mayBecome(RunState next) {
        return switch (this) {
            case PULLING -> next != PULLING;
            case DELIVERING -> next.hasEnded();
            case SUCCEEDED, INCOMPLETE, WAITING, FAILED, INTERRUPTED -> false;
        };
    }

    /// What the loop makes of it.
    public RunEnd end() {
        return switch (this) {
            case SUCCEEDED, INCOMPLETE -> RunEnd.DONE;
            case WAITING -> RunEnd.AGAIN;
            case FAILED -> RunEnd.FAILED;
            case INTERRUPTED -> RunEnd.STOPPED;
            case PULLING, DELIVERING -> throw new IllegalStateException("the run has not ended");
        };
    }

    /// As it is written: `succeeded`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
