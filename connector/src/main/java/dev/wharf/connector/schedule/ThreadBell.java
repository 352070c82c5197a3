package dev.wharf.connector.schedule;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Waits on the thread that asks.
public final class ThreadBell implements Bell {
    private final Semaphore rung = new Semaphore(0);

    @Override
    public void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }

    @Override
    public void ring() {
        rung.release();
    }
}
