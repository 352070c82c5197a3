package dev.wharf.core.event;

/// How an event's instant is known (invariant: local time is a guess until proven).
public enum TimeBasis {
    /// The source gives UTC.
    UTC,
    /// A person said the zone (`--zone`).
    ZONE_GIVEN,
    /// Evidence in the material proves the zone or offset (media names, an aligned capture).
    ZONE_PROVEN,
    /// Nobody said and nothing proves it: the configured zone was taken.
    ZONE_ASSUMED
}
