package dev.wharf.destinations.microsoft365.traffic;

import dev.wharf.core.error.WharfException;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;

import java.time.Instant;

/// What became of one request.
public sealed interface Reply {

    /// Carried out, or refused for what it is.
    record Answered(GraphAnswer answer) implements Reply {}

    /// Not carried out, for no fault of its own: there were too many, or one before it failed.
    ///
    /// @param retryAt before this it would not be taken
    record Held(Instant retryAt) implements Reply {}

    /// Whether it was carried out, nobody knows: the answer was lost, or a server gave up.
    ///
    /// @param how for messages
    record InDoubt(String how) implements Reply {}

    /// Not sent at all: there is no token to send it with.
    record Unsent(WharfException why) implements Reply {}

    default boolean isGood() {
        return this instanceof Answered(GraphAnswer answer) && answer.isGood();
    }
}
