package dev.wharf.app.server;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;

import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Knows every open connection, and since when it has owed us a request.
///
/// An idle time-out ends a connection on which nothing moves; somebody who sends one byte of a
/// header (or of a TLS handshake) now and then would hold it for ever. So a connection whose next
/// request is not there whole after the same time is closed by [#closeOverdue], however busy it
/// looks. Safe for many threads.
final class ConnectionWatch implements SelectorManager.AcceptListener {
    private static final long ANSWERING = Long.MAX_VALUE;

    private final Map<Channel, State> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final long patience;
    private final LongSupplier nanos;

    private static final class State {
        volatile long waitingSince;

        State(long now) {
            this.waitingSince = now;
        }
    }

    ConnectionWatch(Duration patience, LongSupplier nanos) {
        this.patience = patience.toNanos();
        this.nanos = nanos;
    }

    @Override
    public void onAccepted(SelectableChannel channel) {
        open.put(channel, new State(nanos.getAsLong()));
        count.incrementAndGet();
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        if (open.remove(channel) != null) {
            count.decrementAndGet();
        }
    }

    /// A request is there, with all its headers.
    void begun(Object transport) {
        note(transport, ANSWERING);
    }

    void ended(Object transport) {
        note(transport, nanos.getAsLong());
    }

    private void note(Object transport, long since) {
        State state = transport instanceof Channel channel ? open.get(channel) : null;
        if (state != null) {
            state.waitingSince = since;
        }
    }

    int count() {
        return count.get();
    }

    /// To be called from time to time.
    ///
    /// @param endPoints of the listener's open connections
    void closeOverdue(Collection<EndPoint> endPoints) {
        long now = nanos.getAsLong();
        for (EndPoint endPoint : endPoints) {
            if (endPoint.getTransport() instanceof Channel channel && overdue(channel, now)) {
                endPoint.close();
            }
        }
    }

    private boolean overdue(Channel channel, long now) {
        State state = open.get(channel);
        if (state == null) {
            return false;
        }
        long since = state.waitingSince;
        return since != ANSWERING && now - since > patience;
    }
}
