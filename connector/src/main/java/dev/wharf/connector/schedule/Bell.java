package dev.wharf.connector.schedule;

import java.time.Duration;

/// How the loop waits, and is called.
public interface Bell {
    /// Returns when the time is over, or when it was rung since the last wait.
    void await(Duration most) throws InterruptedException;

    /// Safe for many threads; never waits.
    void ring();
}
