package dev.wharf.site.metrics;

import java.util.Map;

/// Numbers that somebody else keeps, asked for when metrics are looked at. Safe for many threads;
/// answers from memory.
public interface SiteReadings {

    /// Sequence up to which the journal is durable.
    long durable();

    /// Sequence up to which the archive has everything.
    long acknowledged();

    /// Records made durable together, ever: fsyncs of the journal.
    long groups();

    /// Files that are still to be fetched.
    long mediaBacklog();

    /// By account id: when something of it came last, in seconds since 1970.
    Map<String, Double> lastSeen();

    /// Stretches of time in which something is known to be missing.
    long gaps();

    long alertsOpen();

    /// Bytes free where the journal lies.
    long diskFree();
}
