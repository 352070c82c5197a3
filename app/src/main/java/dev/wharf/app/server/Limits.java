package dev.wharf.app.server;

import java.time.Duration;

/// What a stranger may cost. Every wait has an end.
///
/// @param connections open at once; more are answered 429, and twice as many are not accepted
/// @param requestsPerMinute of one address, in the long run; webhooks and requests with a good
///   token are not counted
/// @param burst of one address, at once
/// @param webhooksAtOnce being handled at once; more are told to come again
/// @param headerBytes of a request line with all its headers; 431 above
/// @param idle a connection on which nothing moves, and one whose next request is not there whole
///   by then, is closed
/// @param bodyBytesPerSecond that a body must come with, on average, once `bodyGrace` is over
/// @param stop what is being answered has so long to be finished when the server stops
public record Limits(
        int connections,
        int requestsPerMinute,
        int burst,
        int webhooksAtOnce,
        int headerBytes,
        Duration idle,
        long bodyBytesPerSecond,
        Duration bodyGrace,
        Duration stop) {

    public static final Limits DEFAULT =
            new Limits(
                    4096,
                    600,
                    200,
                    2048,
                    16 * 1024,
                    Duration.ofSeconds(30),
                    1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20));
}
