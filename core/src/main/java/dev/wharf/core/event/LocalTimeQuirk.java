package dev.wharf.core.event;

/// What daylight saving does to a wall-clock time.
public enum LocalTimeQuirk {
    NONE,
    /// The clock showed this time twice; the earlier instant is taken unless order proves the
    /// later.
    OVERLAP,
    /// The clock never showed this time in that zone: the zone is doubtful.
    GAP
}
