package dev.wharf.connector.schedule;

import dev.wharf.connector.definition.ConnectorName;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Leases among the loops of one process, whose home is locked against others. They do not run out:
/// a holder that stands still is in this process, and still holds. Fencing numbers begin anew with
/// the process, as everything that could be fenced does.
public final class ProcessLeases implements Leases {
    private final Map<ConnectorName, Held> held = new HashMap<>();
    private final Map<ConnectorName, Long> fences = new HashMap<>();

    @Override
    public synchronized Optional<Lease> acquire(ConnectorName connector) {
        if (held.containsKey(connector)) {
            return Optional.empty();
        }
        Held lease = new Held(connector, fences.merge(connector, 1L, Long::sum));
        held.put(connector, lease);
        return Optional.of(lease);
    }

    private final class Held implements Lease {
        private final ConnectorName connector;
        private final long fence;

        private Held(ConnectorName connector, long fence) {
            this.connector = connector;
            this.fence = fence;
        }

        @Override
        public long fence() {
            return fence;
        }

        @Override
        public boolean renew() {
            synchronized (ProcessLeases.this) {
                return this == held.get(connector);
            }
        }

        @Override
        public void close() {
            synchronized (ProcessLeases.this) {
                held.remove(connector, this);
            }
        }
    }
}
