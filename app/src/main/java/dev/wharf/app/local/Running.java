package dev.wharf.app.local;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The commands under way: at most so many at once, the others wait; none begins once it is closed.
final class Running {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int most;
    private int count;
    private boolean closed;

    Running(int most) {
        this.most = most;
    }

    /// Waits for its turn. False when none begins any more.
    boolean enter() {
        lock.lock();
        try {
            while (!closed && count >= most) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            count++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            count--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How many are left when nothing runs any more, or the time is over.
    int await(Duration patience) {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (count > 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return left();
    }

    private int left() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }
}
