package dev.wharf.archive;

import dev.wharf.core.event.EventCodec;

import java.security.SecureRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/// A pool of [Sealer]s, as many as were ever needed at once. Works with virtual threads, which
/// should not own native memory. Safe for any threads.
final class Sealers implements AutoCloseable {
    private final SecureRandom random;
    private final EventCodec events = new EventCodec();
    private final ConcurrentLinkedDeque<Sealer> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Sealers(SecureRandom random) {
        this.random = random;
    }

    <T> T with(Function<Sealer, T> work) {
        Sealer sealer = idle.pollFirst();
        if (sealer == null) {
            sealer = new Sealer(random, events);
        }
        try {
            return work.apply(sealer);
        } finally {
            if (closed) {
                sealer.close();
            } else {
                idle.addFirst(sealer);
            }
        }
    }

    EventCodec events() {
        return events;
    }

    @Override
    public void close() {
        closed = true;
        for (Sealer sealer = idle.pollFirst(); sealer != null; sealer = idle.pollFirst()) {
            sealer.close();
        }
    }
}
