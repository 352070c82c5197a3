package dev.wharf.connector.schedule;

/// How a run ended, as far as it matters for when the next one is due.
public enum RunEnd {
    /// The next one is due by the schedule.
    DONE,
    /// Something was away: the next one is due after a while, whatever the schedule says.
    AGAIN,
    /// A person has to act first: due by the schedule, but not sooner than after [#AGAIN].
    FAILED,
    /// It was asked to stop, at the end of a window, and did: the next one is due at once, if the
    /// connector runs at all.
    STOPPED
}
