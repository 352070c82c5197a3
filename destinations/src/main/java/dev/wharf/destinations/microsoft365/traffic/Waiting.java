package dev.wharf.destinations.microsoft365.traffic;

import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.limits.Piece;

import org.jspecify.annotations.Nullable;

/// A request that somebody waits for. Its reply is set once, under the lock of [Traffic].
final class Waiting implements Piece {
    private final String mailbox;
    private final GraphCall call;
    private @Nullable Reply reply;

    Waiting(String mailbox, GraphCall call) {
        this.mailbox = mailbox;
        this.call = call;
    }

    @Override
    public String mailbox() {
        return mailbox;
    }

    @Override
    public long bytes() {
        return call.size();
    }

    GraphCall call() {
        return call;
    }

    @Nullable Reply reply() {
        return reply;
    }

    void settle(Reply settled) {
        reply = settled;
    }
}
