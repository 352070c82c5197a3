package dev.wharf.destinations.imap;

import java.time.Duration;

/// Waits before something is tried again: `Thread::sleep` outside of tests.
@FunctionalInterface
public interface Pause {
    void rest(Duration time) throws InterruptedException;
}
