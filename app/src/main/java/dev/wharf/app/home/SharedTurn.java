package dev.wharf.app.home;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A turn for the threads of one process, first come, first served.
public final class SharedTurn implements Turn {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final AtomicLong taken = new AtomicLong();

    @Override
    public <T> T take(Supplier<T> work) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                taken.incrementAndGet();
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// How many turns there were: an intake that finds one more than its own in between has to read
    /// anew what it remembers.
    public long taken() {
        return taken.get();
    }
}
