package dev.wharf.destinations.imap;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Breaks connections whose server has stopped reading. Safe for many threads.
final class StallWatch implements AutoCloseable {
    private final Duration timeout;
    private final Set<WeakReference<Wire>> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    StallWatch(Duration timeout) {
        this.timeout = timeout;
        this.thread = Thread.ofVirtual().name("imap-stall-watch").start(this::watch);
    }

    void add(Wire wire) {
        watched.add(new WeakReference<>(wire));
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(timeout.dividedBy(4).plusMillis(1));
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        watched.removeIf(each -> each.refersTo(null));
        for (WeakReference<Wire> each : watched) {
            Wire wire = each.get();
            if (wire != null) {
                wire.breakIfStalled(timeout);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
