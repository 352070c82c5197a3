package dev.wharf.destinations.microsoft365.mailbox;

import java.util.concurrent.Semaphore;

/// How much memory mails on their way may take together, however many sessions there are: most
/// mails are small, and then nobody waits; where many are large, fewer go at the same time.
///
/// For many threads, first come, first served.
public final class Room {
    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    public Room(long bytes) {
        this.units = (int) Math.max(1, bytes / UNIT);
        this.free = new Semaphore(units, true);
    }

    /// Waits for room, also in a thread that is to stop: whoever has it gives it back soon. More
    /// than there is counts as all of it.
    Taken take(long bytes) {
        int wanted = Math.clamp(bytes / UNIT + 1, 1, units);
        free.acquireUninterruptibly(wanted);
        return () -> free.release(wanted);
    }

    /// Room that is given back when closed.
    @FunctionalInterface
    interface Taken extends AutoCloseable {
        @Override
        void close();
    }
}
