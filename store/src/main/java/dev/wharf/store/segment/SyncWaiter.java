package dev.wharf.store.segment;

import java.util.concurrent.locks.LockSupport;

/// A thread that waits for its record to become durable, or for its turn to see to it.
final class SyncWaiter {
    private final long sequence;
    private final Thread thread = Thread.currentThread();
    private volatile boolean woken;

    SyncWaiter(long sequence) {
        this.sequence = sequence;
    }

    long sequence() {
        return sequence;
    }

    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /// Whoever is interrupted meanwhile learns of it afterwards: what was appended is there.
    void await() {
        boolean interrupted = false;
        while (!woken) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            thread.interrupt();
        }
    }
}
