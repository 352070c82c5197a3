package dev.wharf.connector.schedule;

/// What a run holds while it runs. Safe for many threads.
public interface RunPermit {

    /// Whether it shall end with the window that it is in. Never becomes false again.
    boolean stopAsked();

    /// The number of the lease it runs under, greater than that of any run of this connector
    /// before: who writes for it can refuse a smaller one.
    long fence();
}
