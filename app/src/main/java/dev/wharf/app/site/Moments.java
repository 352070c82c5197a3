package dev.wharf.app.site;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets threads wait until something has happened, whatever it is, but no longer than a time. Safe
/// for many threads.
final class Moments {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;

    void next() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the next moment has come, or the time is over, or the thread is interrupted.
    void await(Duration most) {
        lock.lock();
        try {
            long seen = count;
            long nanos = most.toNanos();
            while (count == seen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
