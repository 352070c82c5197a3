package dev.wharf.destinations.microsoft365.graph;

import java.time.Duration;

/// Lets time pass. Given from outside together with the clock, so that in a test no time passes.
@FunctionalInterface
public interface Pause {
    Pause REAL = Thread::sleep;

    void rest(Duration time) throws InterruptedException;
}
