package dev.wharf.destinations.imap;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The connection is gone or no longer makes sense; whatever was under way is in doubt.
final class ConnectionLost extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Reply bye;

    ConnectionLost(String why, @Nullable Throwable cause) {
        super(why, cause);
        this.bye = null;
    }

    ConnectionLost(Reply bye) {
        super("the server hung up: " + bye.said());
        this.bye = bye;
    }

    /// The server's farewell; null when it gave none.
    @Nullable Reply bye() {
        return bye;
    }
}
